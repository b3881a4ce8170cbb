from django.urls import path

from comptoir.decide.journeys import views

app_name = "journeys"
urlpatterns = [
    path("", views.page, name="page"),
    path("<slug:part>/", views.tile, name="tile"),
    path("<slug:part>.<slug:file_format>", views.export, name="export"),
]
