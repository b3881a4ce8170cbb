"""The way out of a mail: of no company's pages, and without signing in."""

from django.urls import path

from comptoir.check.notifications import views

app_name = "notifications_stop"
urlpatterns = [path("stop/<str:secret>/", views.stop, name="stop")]
