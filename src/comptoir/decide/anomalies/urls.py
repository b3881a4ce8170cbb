from django.urls import path

from comptoir.decide.anomalies import views

app_name = "anomalies"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("look/", views.look, name="look"),
    path("choices/", views.save_choices, name="choices"),
    path("acknowledge/", views.acknowledge, name="acknowledge"),
    path("forget/", views.forget, name="forget"),
    path("mute/", views.mute, name="mute"),
    path("rules/<int:rule_id>/take-away/", views.take_away, name="take_away"),
    path("rules/<int:rule_id>/restore/", views.restore, name="restore"),
    path("export/<str:suffix>/", views.export, name="export"),
]
