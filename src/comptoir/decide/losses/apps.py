from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class LossesConfig(AppConfig):
    name = "comptoir.decide.losses"
    label = "decide_losses"
    menu: ClassVar = (
        MenuEntry(_("Mend what loses"), "losses:page", icon="leak", section=Section.DECIDE, order=60),
    )
