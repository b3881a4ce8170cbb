from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class SegmentsConfig(AppConfig):
    name = "comptoir.decide.segments"
    label = "decide_segments"
    menu: ClassVar = (
        MenuEntry(_("Segments"), "segments:home", icon="segments", section=Section.READ, order=35),
    )
