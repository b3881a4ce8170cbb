from django.urls import path

from comptoir.core.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.page, name="page"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("<int:number>/again/", views.again, name="again"),
]
