from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class CostsConfig(AppConfig):
    name = "comptoir.measure.costs"
    label = "measure_costs"
    menu = (MenuEntry(_("Cost rules"), "costs:list", icon="costs", section=Section.DATA, order=30),)
