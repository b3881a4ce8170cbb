from django.urls import path

from comptoir.check.branding import views

app_name = "branding"
urlpatterns = [
    path("", views.page, name="page"),
    path("look.css", views.style, name="style"),
    path("copy/", views.copy, name="copy"),
]
