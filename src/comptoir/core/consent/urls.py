from django.urls import path

from comptoir.core.consent import views

app_name = "consent"
urlpatterns = [
    path("", views.page, name="page"),
    path("file/", views.take_file, name="file"),
    path("one/", views.say, name="say"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("<int:number>/out/", views.take_out, name="out"),
    path("<int:number>/back/", views.put_back, name="back"),
]
