from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ReportsConfig(AppConfig):
    name = "comptoir.check.reports"
    label = "check_reports"
    menu: ClassVar = (MenuEntry(_("Reports"), "reports:list", icon="report", section=Section.READ, order=40),)
