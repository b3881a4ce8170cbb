from django.apps import AppConfig


class CockpitConfig(AppConfig):
    name = "comptoir.web.cockpit"
    label = "web_cockpit"
