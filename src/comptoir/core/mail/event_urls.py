"""Where providers tell what became of mails: of no company."""

from django.urls import path

from comptoir.core.mail import views

app_name = "mail_events"
urlpatterns = [path("events/<slug:provider>/", views.events, name="take")]
