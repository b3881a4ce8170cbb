from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class CalendarConfig(AppConfig):
    name = "comptoir.core.calendar"
    label = "core_calendar"
    menu = (MenuEntry(_("Calendar"), "calendar:year", icon="calendar", section=Section.PLAN, order=40),)
