from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class TargetsConfig(AppConfig):
    name = "comptoir.decide.targets"
    label = "decide_targets"
    menu = (MenuEntry(_("Targets"), "targets:page", icon="target", section=Section.PLAN, order=10),)
