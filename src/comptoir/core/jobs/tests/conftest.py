from typing import Any

import pytest

from comptoir.core.jobs import registry


@pytest.fixture(autouse=True)
def _own_tasks_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks of other rooms are their own tests' affair, and the schedules of theirs too."""
    monkeypatch.setattr(registry, "_discover", lambda: None)


@pytest.fixture(autouse=True)
def _light_settings(settings: Any) -> None:
    """Quick passwords, and pages without a collected manifest of static files."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
