from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class MerchandisingConfig(AppConfig):
    name = "comptoir.decide.merchandising"
    label = "decide_merchandising"
    menu: ClassVar = (
        MenuEntry(_("Merchandising"), "merchandising:page", icon="forward", section=Section.DECIDE, order=50),
    )
