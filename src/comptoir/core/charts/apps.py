from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "comptoir.core.charts"
    label = "core_charts"
