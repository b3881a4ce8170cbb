from django.urls import path

from comptoir.decide.segments import views

app_name = "segments"
urlpatterns = [
    path("", views.home, name="home"),
    path("overlap/", views.overlap, name="overlap"),
    path("<slug:table>.<slug:file_format>", views.export, name="export"),
    path("add/", views.add_page, name="add"),
    path("rows/", views.rows, name="rows"),
    path("count/", views.count, name="count"),
    path("<int:number>/", views.edit_page, name="edit"),
    path("<int:number>/undo/", views.undo, name="undo"),
    path("<int:number>/delete/", views.delete, name="delete"),
    path("<int:number>/restore/", views.restore, name="restore"),
    path("<int:number>/audience/", views.audience, name="audience"),
    path("<int:number>/addresses/", views.addresses, name="addresses"),
]
