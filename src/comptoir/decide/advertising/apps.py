from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class AdvertisingConfig(AppConfig):
    name = "comptoir.decide.advertising"
    label = "decide_advertising"
    menu: ClassVar = (
        MenuEntry(
            _("Advertising budget"), "advertising:page", icon="megaphone", section=Section.DECIDE, order=20
        ),
    )
