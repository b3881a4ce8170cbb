"""Addresses at the root of the site."""

from django.urls import path

from comptoir.web.shell import views

app_name = "shell"

urlpatterns = [
    path("", views.home, name="home"),
    path("preferences/", views.preferences, name="preferences"),
]
