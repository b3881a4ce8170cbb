from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry


class SyncConfig(AppConfig):
    name = "comptoir.measure.sync"
    label = "measure_sync"
    menu = (MenuEntry(_("Connections"), "sync:list", icon="plug", order=25),)
