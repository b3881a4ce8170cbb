from django.apps import AppConfig


class DoublesConfig(AppConfig):
    name = "comptoir.measure.doubles"
    label = "measure_doubles"
