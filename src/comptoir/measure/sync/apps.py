from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from comptoir.core.menu import MenuEntry, Section


class SyncConfig(AppConfig):
    name = "comptoir.measure.sync"
    label = "measure_sync"
    menu = (
        MenuEntry(
            pgettext_lazy("menu", "Connections"), "sync:list", icon="plug", section=Section.DATA, order=20
        ),
    )
