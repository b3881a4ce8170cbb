from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import override_settings

from comptoir.core.companies.models import Company

from . import world


@pytest.fixture(scope="module")
def houses(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, world.House, world.House]]:
    """Built once for a module: each test works in a transaction of its own, which is rolled back."""
    home = tmp_path_factory.mktemp("houses")
    folders = {"WAREHOUSE": home / "warehouse", "UPLOADS": home / "uploads", "TAKEOUTS": home / "takeouts"}
    with django_db_blocker.unblock(), override_settings(**folders):
        yield home, world.build("alpha"), world.build("beta")
        Session.objects.all().delete()
        Company.objects.all().delete()
        get_user_model().objects.all().delete()


@pytest.fixture
def alpha(houses: tuple[Path, world.House, world.House], db: None, settings: Any) -> world.House:
    home, house, _ = houses
    settings.WAREHOUSE, settings.UPLOADS = home / "warehouse", home / "uploads"
    settings.TAKEOUTS = home / "takeouts"
    return house


@pytest.fixture
def beta(houses: tuple[Path, world.House, world.House], alpha: world.House) -> world.House:
    return houses[2]
