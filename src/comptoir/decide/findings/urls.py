from django.urls import path

from comptoir.decide.findings import action_views, views

app_name = "findings"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("look/", views.look, name="look"),
    path("choices/", views.save_choices, name="choices"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("actions/", action_views.list_page, name="actions"),
    path("actions/export/<str:suffix>/", action_views.export, name="actions_export"),
    path("actions/<int:action_id>/drop/", action_views.drop_one, name="drop"),
    path("actions/<int:action_id>/take-back/", action_views.take_back_one, name="take_back"),
    path("<slug:fingerprint>/propose/", views.propose, name="propose"),
    path("<slug:fingerprint>/mute/", views.mute, name="mute"),
    path("<slug:fingerprint>/unmute/", views.unmute, name="unmute"),
]
