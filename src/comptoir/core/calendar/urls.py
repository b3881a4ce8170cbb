from django.urls import path

from comptoir.core.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.year_page, name="year"),
    path("add/", views.add_page, name="add"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("<int:event_id>/", views.edit_page, name="edit"),
    path("<int:event_id>/delete/", views.delete, name="delete"),
    path("<int:event_id>/restore/", views.restore, name="restore"),
]
