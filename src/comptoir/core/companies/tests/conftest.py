"""Quick passwords (the tests make hundreds of people), and static files without collecting them."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def light_settings(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
