from django.urls import path

from comptoir.check.reports import template_views, views

app_name = "reports"
urlpatterns = [
    path("", views.listed, name="list"),
    path("build/", views.build, name="build"),
    path("templates/", template_views.listed, name="templates"),
    path("templates/add/", template_views.add, name="add_template"),
    path("templates/<slug:template>/", template_views.edit, name="template"),
    path("templates/<slug:template>/reset/", template_views.reset, name="reset_template"),
    path("templates/<slug:template>/undo/", template_views.undo, name="undo_template"),
    path("templates/<slug:template>/delete/", template_views.delete, name="delete_template"),
    path("templates/<slug:template>/restore/", template_views.restore, name="restore_template"),
    path("<int:number>/", views.report, name="report"),
    path("<int:number>/sentences/<str:key>/", views.correct, name="correct"),
    path("<int:number>/comments/<str:key>/", views.comment, name="comment"),
    path("<int:number>/comments/<int:remark>/remove/", views.remove_comment, name="remove_comment"),
    path("<int:number>/approve/", views.approve, name="approve"),
    path("<int:number>/reopen/", views.reopen, name="reopen"),
    path("<int:number>/report.<slug:suffix>", views.export, name="export"),
]
