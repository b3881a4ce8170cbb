from django.urls import path

from comptoir.measure.doubles import views

app_name = "doubles"
urlpatterns = [
    path("", views.page, name="page"),
    path("master/", views.choose, name="choose"),
    path("pair/", views.say, name="say"),
    path("export/", views.export, name="export"),
]
