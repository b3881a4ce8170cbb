from django.apps import AppConfig


class TakeoutConfig(AppConfig):
    name = "comptoir.measure.takeout"
    label = "measure_takeout"
