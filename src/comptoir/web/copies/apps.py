from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "comptoir.web.copies"
    label = "web_copies"
