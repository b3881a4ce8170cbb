from django.urls import path

from comptoir.check.notifications import views

app_name = "notifications"
urlpatterns = [path("", views.page, name="page"), path("try/", views.trial, name="trial")]
