"""Addresses of the companies' page, from the root of the site."""

from django.urls import path

from comptoir.web.home import views

app_name = "home"

urlpatterns = [
    path("home/total/", views.total, name="total"),
    path("home/companies.<slug:file_format>", views.export, name="export"),
    path("c/<slug:company>/line/", views.line, name="line"),
    path("c/<slug:company>/steps/dismiss/", views.dismiss, name="dismiss"),
    path("c/<slug:company>/steps/restore/", views.take_back, name="restore"),
]
