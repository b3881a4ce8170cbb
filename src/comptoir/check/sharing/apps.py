from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "comptoir.check.sharing"
    label = "check_sharing"
