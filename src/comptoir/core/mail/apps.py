from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.permissions import Permission
from comptoir.core.menu import MenuEntry, Section


class MailConfig(AppConfig):
    name = "comptoir.core.mail"
    label = "core_mail"
    menu: ClassVar = (
        MenuEntry(
            _("Mails sent"),
            "mail:page",
            icon="mail",
            section=Section.COMPANY,
            order=40,
            permission=Permission.VIEW_AUDIT,
        ),
    )
