from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.permissions import Permission
from comptoir.core.menu import MenuEntry


class CompaniesConfig(AppConfig):
    name = "comptoir.core.companies"
    label = "core_companies"
    menu = (
        MenuEntry(
            _("Settings"), "companies:home", icon="settings", order=90, permission=Permission.VIEW_FIGURES
        ),
    )
