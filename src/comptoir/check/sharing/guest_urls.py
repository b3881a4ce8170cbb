from django.urls import path

from comptoir.check.sharing import guest_views

app_name = "guest_report"
urlpatterns = [
    path("", guest_views.page, name="page"),
    path("look.css", guest_views.style, name="style"),
    path("report.<slug:suffix>", guest_views.download, name="download"),
]
