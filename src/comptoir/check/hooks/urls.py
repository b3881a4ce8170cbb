from django.urls import path

from comptoir.check.hooks import views

app_name = "hooks"
urlpatterns = [
    path("", views.listed, name="list"),
    path("add/", views.add, name="add"),
    path("<int:number>/", views.hook, name="hook"),
    path("<int:number>/edit/", views.edit, name="edit"),
    path("<int:number>/test/", views.trial, name="test"),
    path("<int:number>/pause/", views.pause, name="pause"),
    path("<int:number>/start/", views.start, name="start"),
    path("<int:number>/rotate/", views.rotate, name="rotate"),
    path("<int:number>/remove/", views.remove, name="remove"),
    path("messages/<int:message>/again/", views.again, name="again"),
]
