from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry, Section


class ForecastsConfig(AppConfig):
    name = "comptoir.decide.forecasts"
    label = "decide_forecasts"
    menu = (MenuEntry(_("Forecasts"), "forecasts:page", icon="forecast", section=Section.PLAN, order=20),)
