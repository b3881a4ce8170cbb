from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "comptoir.core.tables"
    label = "core_tables"
