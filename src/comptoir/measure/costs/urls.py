from django.urls import path

from comptoir.measure.costs import views

app_name = "costs"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("add/", views.add_page, name="add"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("<int:rule_id>/", views.edit_page, name="edit"),
    path("<int:rule_id>/end/", views.end, name="end"),
    path("<int:rule_id>/delete/", views.delete, name="delete"),
    path("<int:rule_id>/restore/", views.restore, name="restore"),
]
