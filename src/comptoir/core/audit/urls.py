"""The audit trail, below the settings of a company."""

from django.urls import path

from comptoir.core.audit import views

app_name = "audit"

urlpatterns = [path("", views.trail, name="trail"), path("export/<str:format>/", views.export, name="export")]
