"""A site of this room and of what the frame of a page links to, whatever the rooms above."""

from django.http import HttpResponse
from django.urls import include, path

cockpit = [path("", lambda request, company: HttpResponse(company), name="home")]

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("comptoir.web.shell.urls")),
    path("c/<slug:company>/", include((cockpit, "cockpit"))),
    path("c/<slug:company>/calendar/", include("comptoir.core.calendar.urls")),
]
