from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class PricingConfig(AppConfig):
    name = "comptoir.decide.pricing"
    label = "decide_pricing"
    menu: ClassVar = (
        MenuEntry(_("Price and promotion"), "pricing:page", icon="tag", section=Section.DECIDE, order=30),
    )
