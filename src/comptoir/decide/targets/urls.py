from django.urls import path

from comptoir.decide.targets import views

app_name = "targets"
urlpatterns = [
    path("", views.page, name="page"),
    path("progress/", views.progress, name="progress"),
    path("save/", views.save, name="save"),
    path("spread/", views.spread, name="spread"),
    path("import/", views.take, name="import"),
    path("undo/<int:change>/", views.undo, name="undo"),
    path("export/<str:suffix>/", views.export, name="export"),
]
