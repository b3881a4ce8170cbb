from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.test import override_settings

from comptoir.core.companies.models import Company

from . import world

LIGHT = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        **site.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}
"""Quick passwords, and static files without collecting them."""


@pytest.fixture(scope="module")
def houses(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, world.House, world.House]]:
    """Built once for a module: each test works in a transaction of its own, which is rolled back."""
    home = tmp_path_factory.mktemp("houses")
    folders = {"WAREHOUSE": home / "warehouse", "UPLOADS": home / "uploads"}
    with django_db_blocker.unblock(), override_settings(**LIGHT, **folders):
        yield home, world.build("alpha"), world.build("beta")
        Company.objects.all().delete()
        get_user_model().objects.all().delete()


@pytest.fixture(autouse=True)
def light_settings(settings: Any) -> None:
    for name, value in LIGHT.items():
        setattr(settings, name, value)


@pytest.fixture
def alpha(houses: tuple[Path, world.House, world.House], db: None, settings: Any) -> world.House:
    home, house, _ = houses
    settings.WAREHOUSE, settings.UPLOADS = home / "warehouse", home / "uploads"
    return house


@pytest.fixture
def beta(houses: tuple[Path, world.House, world.House], alpha: world.House) -> world.House:
    return houses[2]
