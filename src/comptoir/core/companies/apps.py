from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class CompaniesConfig(AppConfig):
    name = "comptoir.core.companies"
    label = "core_companies"
    menu = (MenuEntry(_("Settings"), "companies:home", icon="settings", section=Section.COMPANY, order=90),)
