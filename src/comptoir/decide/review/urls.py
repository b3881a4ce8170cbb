from django.urls import path

from comptoir.decide.review import views

app_name = "review"
urlpatterns = [
    path("", views.page, name="page"),
    path("figures/", views.figures, name="figures"),
    path("review.<slug:suffix>", views.export, name="export"),
]
