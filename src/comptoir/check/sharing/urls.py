from django.urls import path

from comptoir.check.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.page, name="page"),
    path("<int:link>/revoke/", views.revoke, name="revoke"),
]
