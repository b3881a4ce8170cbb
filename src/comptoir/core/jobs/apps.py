from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "comptoir.core.jobs"
    label = "core_jobs"
