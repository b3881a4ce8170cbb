from django.urls import path

from comptoir.decide.pricing import views

app_name = "pricing"
urlpatterns = [
    path("", views.page, name="page"),
    path("propose/", views.propose, name="propose"),
    path("<slug:which>.<slug:suffix>", views.export, name="export"),
]
