from django.urls import path

from comptoir.decide.forecasts import views

app_name = "forecasts"
urlpatterns = [
    path("", views.page, name="page"),
    path("chart/", views.chart, name="chart"),
    path("effect/", views.effect, name="effect"),
    path("effect/remove/", views.remove, name="remove"),
    path("effect/restore/", views.restore, name="restore"),
    path("export/<str:suffix>/", views.export, name="export"),
]
