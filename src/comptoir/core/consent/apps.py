from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ConsentConfig(AppConfig):
    name = "comptoir.core.consent"
    label = "core_consent"
    menu = (MenuEntry(_("Consents"), "consent:page", icon="consent", section=Section.DATA, order=45),)
