from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "comptoir.web.home"
    label = "web_home"
