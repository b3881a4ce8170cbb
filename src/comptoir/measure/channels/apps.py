from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ChannelsConfig(AppConfig):
    name = "comptoir.measure.channels"
    label = "measure_channels"
    menu = (MenuEntry(_("Channel rules"), "channels:list", icon="channels", section=Section.DATA, order=40),)
