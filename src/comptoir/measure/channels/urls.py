from django.urls import path

from comptoir.measure.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("add/", views.add_page, name="add"),
    path("apply/", views.apply, name="apply"),
    path("export/<str:which>/<str:suffix>/", views.export, name="export"),
    path("<int:rule_id>/", views.edit_page, name="edit"),
    path("<int:rule_id>/end/", views.end, name="end"),
    path("<int:rule_id>/move/<str:way>/", views.move, name="move"),
    path("<int:rule_id>/delete/", views.delete, name="delete"),
    path("<int:rule_id>/restore/", views.restore, name="restore"),
]
