from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class FindingsConfig(AppConfig):
    name = "comptoir.decide.findings"
    label = "decide_findings"
    menu: ClassVar = (
        MenuEntry(_("Findings"), "findings:list", icon="findings", section=Section.DECIDE, order=10),
        MenuEntry(_("Actions"), "findings:actions", icon="actions", section=Section.PLAN, order=30),
    )
