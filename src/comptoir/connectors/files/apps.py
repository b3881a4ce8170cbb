from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "comptoir.connectors.files"
    label = "connectors_files"
