"""Below the settings of a company."""

from django.urls import path

from comptoir.web.copies import views

app_name = "copies"
urlpatterns = [path("", views.page, name="page")]
