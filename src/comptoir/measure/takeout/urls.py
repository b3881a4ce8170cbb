"""Addresses below `/c/<company>/settings/takeout/`."""

from django.urls import path

from comptoir.measure.takeout import views

app_name = "takeout"

urlpatterns = [
    path("", views.page, name="page"),
    path("ask/", views.ask, name="ask"),
    path("remove/", views.remove, name="remove"),
    path("file/", views.file, name="file"),
]
