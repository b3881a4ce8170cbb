from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "comptoir.measure.ingest"
    label = "measure_ingest"
