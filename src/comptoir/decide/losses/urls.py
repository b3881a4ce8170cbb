from django.urls import path

from comptoir.decide.losses import views

app_name = "losses"
urlpatterns = [
    path("", views.page, name="page"),
    path("segments/", views.segments, name="segments"),
    path("segments.<slug:suffix>", views.export, name="export"),
    path("<slug:fingerprint>/propose/", views.propose, name="propose"),
]
