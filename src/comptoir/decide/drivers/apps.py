from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class DriversConfig(AppConfig):
    name = "comptoir.decide.drivers"
    label = "decide_drivers"
    menu: ClassVar = (MenuEntry(_("Why?"), "drivers:page", icon="why", section=Section.READ, order=20),)
