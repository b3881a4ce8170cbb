from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class NotificationsConfig(AppConfig):
    name = "comptoir.check.notifications"
    label = "check_notifications"
    menu: ClassVar = (
        MenuEntry(_("Notifications"), "notifications:page", icon="bell", section=Section.COMPANY, order=35),
    )
