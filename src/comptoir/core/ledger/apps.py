from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "comptoir.core.ledger"
    label = "core_ledger"
