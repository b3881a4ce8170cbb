"""Addresses of orders known twice, below `/c/<company>/connections/twice/`."""

from django.urls import path

from comptoir.measure.doubles import views

app_name = "doubles"
urlpatterns = [
    path("", views.page, name="page"),
    path("master/", views.choose, name="choose"),
    path("pair/", views.say, name="say"),
    path("<slug:which>/", views.table, name="table"),
    path("<slug:which>/export.<slug:suffix>", views.export, name="export"),
]
