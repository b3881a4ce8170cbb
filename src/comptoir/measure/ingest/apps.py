from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class IngestConfig(AppConfig):
    name = "comptoir.measure.ingest"
    label = "measure_ingest"
    menu = (MenuEntry(_("Imports"), "imports:list", icon="upload", section=Section.DATA, order=10),)
