from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "comptoir.connectors.connections"
    label = "connectors_connections"
