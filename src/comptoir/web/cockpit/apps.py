from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class CockpitConfig(AppConfig):
    name = "comptoir.web.cockpit"
    label = "web_cockpit"
    menu: ClassVar = (
        MenuEntry(_("Cockpit"), "cockpit:home", icon="cockpit", section=Section.READ, order=10),
    )
