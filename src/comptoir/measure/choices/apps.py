from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ChoicesConfig(AppConfig):
    name = "comptoir.measure.choices"
    label = "measure_choices"
    menu = (MenuEntry(_("Brand and visits"), "choices:page", icon="search", section=Section.DATA, order=50),)
