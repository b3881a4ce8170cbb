from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "comptoir.core.accounts"
    label = "core_accounts"
