from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class AnomaliesConfig(AppConfig):
    name = "comptoir.decide.anomalies"
    label = "decide_anomalies"
    menu: ClassVar = (MenuEntry(_("Alarms"), "anomalies:list", icon="bell", section=Section.READ, order=15),)
