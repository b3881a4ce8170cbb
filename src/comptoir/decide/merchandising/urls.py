from django.urls import path

from comptoir.decide.merchandising import views

app_name = "merchandising"
urlpatterns = [
    path("", views.page, name="page"),
    path("ranking/", views.ranked, name="ranking"),
    path("<slug:which>.<slug:suffix>", views.export, name="export"),
    path("propose/", views.propose, name="propose"),
]
