from django.apps import AppConfig


class BrandingConfig(AppConfig):
    name = "comptoir.check.branding"
    label = "check_branding"
