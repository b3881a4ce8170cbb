from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ReorderConfig(AppConfig):
    name = "comptoir.decide.reorder"
    label = "decide_reorder"
    menu: ClassVar = (
        MenuEntry(_("Stock and reorders"), "reorder:page", icon="package", section=Section.DECIDE, order=40),
    )
