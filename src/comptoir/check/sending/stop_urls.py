"""The way out of a report's mail: of no company's pages, and without signing in."""

from django.urls import path

from comptoir.check.sending import views

app_name = "sending_stop"
urlpatterns = [path("stop/<str:secret>/", views.stop, name="stop")]
