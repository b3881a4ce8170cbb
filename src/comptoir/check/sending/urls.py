from django.urls import path

from comptoir.check.sending import report_views, views

app_name = "sending"
urlpatterns = [
    path("", views.listed, name="list"),
    path("report/<int:number>/", report_views.panel, name="panel"),
    path("report/<int:number>/send/", report_views.send, name="send"),
    path("report/<int:number>/preview/", report_views.preview, name="preview"),
    path("<slug:template>/", views.edit, name="edit"),
    path("<slug:template>/pause/", views.pause, name="pause"),
    path("<slug:template>/mine/", views.mine, name="mine"),
]
