from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class CustomersConfig(AppConfig):
    name = "comptoir.decide.customers"
    label = "decide_customers"
    menu: ClassVar = (
        MenuEntry(_("Customers"), "customers:home", icon="people", section=Section.READ, order=30),
    )
