from django.urls import path

from comptoir.check.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.listed, name="list"),
    path("build/", views.build, name="build"),
    path("<int:number>/", views.report, name="report"),
    path("<int:number>/sentences/<str:key>/", views.correct, name="correct"),
    path("<int:number>/comments/<slug:key>/", views.comment, name="comment"),
    path("<int:number>/comments/<int:remark>/remove/", views.remove_comment, name="remove_comment"),
    path("<int:number>/approve/", views.approve, name="approve"),
    path("<int:number>/reopen/", views.reopen, name="reopen"),
    path("<int:number>/report.<slug:suffix>", views.export, name="export"),
]
