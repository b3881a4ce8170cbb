from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.permissions import Permission
from comptoir.core.menu import MenuEntry, Section


class HooksConfig(AppConfig):
    name = "comptoir.check.hooks"
    label = "check_hooks"
    menu: ClassVar = (
        MenuEntry(
            _("Webhooks"),
            "hooks:list",
            icon="forward",
            section=Section.COMPANY,
            order=37,
            permission=Permission.MANAGE_CONNECTIONS,
        ),
    )
