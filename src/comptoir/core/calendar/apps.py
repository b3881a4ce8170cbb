from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "comptoir.core.calendar"
    label = "core_calendar"
