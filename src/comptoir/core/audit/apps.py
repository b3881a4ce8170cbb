from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "comptoir.core.audit"
    label = "core_audit"
