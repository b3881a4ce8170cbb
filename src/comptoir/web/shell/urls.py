"""Addresses at the root of the site."""

from django.urls import path

from comptoir.web.home.api import home_page
from comptoir.web.shell import views

app_name = "shell"

urlpatterns = [
    path("", home_page, name="home"),
    path("preferences/", views.preferences, name="preferences"),
]
