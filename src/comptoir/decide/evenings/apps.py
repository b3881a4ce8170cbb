from django.apps import AppConfig


class EveningsConfig(AppConfig):
    name = "comptoir.decide.evenings"
    label = "decide_evenings"
