from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from comptoir.core.menu import MenuEntry


class ForecastsConfig(AppConfig):
    name = "comptoir.decide.forecasts"
    label = "decide_forecasts"
    menu = (MenuEntry(_("Forecasts"), "forecasts:page", icon="forecast", order=15),)
