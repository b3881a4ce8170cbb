from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class JourneysConfig(AppConfig):
    name = "comptoir.decide.journeys"
    label = "decide_journeys"
    menu: ClassVar = (
        MenuEntry(_("Ways to purchase"), "journeys:page", icon="funnel", section=Section.READ, order=40),
    )
