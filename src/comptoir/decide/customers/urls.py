from django.urls import path

from comptoir.decide.customers import views

app_name = "customers"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:part>/", views.tile, name="tile"),
    path("<slug:part>.<slug:file_format>", views.export, name="export"),
]
