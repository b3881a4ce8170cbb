"""Addresses of orders known twice, below `/c/<company>/orders/`."""

from django.urls import path

from comptoir.measure.doubles import views

app_name = "doubles"
urlpatterns = [
    path("twice/", views.page, name="page"),
    path("twice/master/", views.choose, name="choose"),
    path("twice/pair/", views.say, name="say"),
    path("twice/<slug:which>/", views.table, name="table"),
    path("twice/<slug:which>/export.<slug:suffix>", views.export, name="export"),
]
