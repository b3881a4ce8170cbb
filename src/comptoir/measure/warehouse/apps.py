from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "comptoir.measure.warehouse"
    label = "measure_warehouse"
