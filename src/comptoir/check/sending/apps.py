from django.apps import AppConfig


class SendingConfig(AppConfig):
    name = "comptoir.check.sending"
    label = "check_sending"
