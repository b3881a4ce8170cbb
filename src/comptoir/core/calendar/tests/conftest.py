from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _light_settings(settings: Any) -> None:
    """Quick passwords, and pages without a collected manifest of static files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
