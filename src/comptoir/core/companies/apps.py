from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "comptoir.core.companies"
    label = "core_companies"
