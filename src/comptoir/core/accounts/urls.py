"""One's own account, beside the addresses of django-allauth."""

from django.urls import path

from comptoir.core.accounts import views

app_name = "accounts"

urlpatterns = [path("profile/", views.profile, name="profile")]
