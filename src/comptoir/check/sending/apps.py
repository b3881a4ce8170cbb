from django.apps import AppConfig


class SendingConfig(AppConfig):
    name = "comptoir.check.sending"
    label = "check_sending"
    template_uses = "comptoir.check.sending.planning:uses_of_template"
