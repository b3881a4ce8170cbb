from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class BudgetConfig(AppConfig):
    name = "comptoir.decide.budget"
    label = "decide_budget"
    menu = (MenuEntry(_("Budget"), "budget:page", icon="budget", section=Section.PLAN, order=15),)
