from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "comptoir.measure.metrics"
    label = "measure_metrics"
