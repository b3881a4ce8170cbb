from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry


class FindingsConfig(AppConfig):
    name = "comptoir.decide.findings"
    label = "decide_findings"
    menu: ClassVar = (
        MenuEntry(_("Findings"), "findings:list", icon="findings", order=13),
        MenuEntry(_("Actions"), "findings:actions", icon="actions", order=14),
    )
