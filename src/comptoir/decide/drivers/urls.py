from django.urls import path

from comptoir.decide.drivers import views

app_name = "drivers"
urlpatterns = [
    path("", views.page, name="page"),
    path("factors/", views.factors, name="factors"),
    path("segments/", views.segments, name="segments"),
    path("<slug:which>.<slug:suffix>", views.export, name="export"),
    path("tree/", views.tree, name="tree"),
    path("tree/undo/", views.undo, name="undo"),
    path("tree/redo/", views.redo, name="redo"),
]
