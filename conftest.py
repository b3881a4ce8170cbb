"""Fixtures of every test: a data folder of its own, companies and their cast."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.test import override_settings

from comptoir.core.companies.api import Role, Scope, operator_scope
from comptoir.core.companies.models import Company, Membership

pytest_plugins = ["tests.migrated"]

SHARED_DATA = Path(__file__).parent.parent / "shared" / "data"


# A machine that is busy with other things draws examples slowly: no test fails by a clock.
hypothesis.settings.register_profile(
    "calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("calm")


def pytest_configure() -> None:
    """The middleware of static files warns at each client about a folder that is not there."""
    site.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking through it for garbage again and again takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """Facts and uploads of this test alone."""
    settings.WAREHOUSE = tmp_path / "warehouse"
    settings.UPLOADS = tmp_path / "uploads"
    settings.TAKEOUTS = tmp_path / "takeouts"
    settings.WATCHED = tmp_path / "watched"
    return tmp_path


@pytest.fixture(scope="session", autouse=True)
def quick_and_plain() -> Iterator[None]:
    """Passwords hashed quickly (the tests make hundreds of people), pages without collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=site.STORAGES | {"staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_worked_out_before() -> None:
    """Rows of a test are rolled back and their keys given again: what was kept of them must go as well."""
    caches["worked_out"].clear()


@pytest.fixture
def make_company(db: None, home: Path) -> Callable[..., Company]:
    def make(slug: str, **fields: Any) -> Company:
        return Company.objects.create(slug=slug, name=fields.pop("name", slug.title()), **fields)

    return make


@pytest.fixture
def company(make_company: Callable[..., Company]) -> Company:
    return make_company("boutique")


@pytest.fixture
def scope(company: Company) -> Scope:
    return operator_scope(company.slug)


@pytest.fixture
def make_member(db: None) -> Callable[..., Any]:
    def make(company: Company | None, role: Role = Role.OWNER, email: str = "") -> Any:
        email = email or f"{role}@{company.slug if company else 'nowhere'}.example"
        user = get_user_model().objects.create_user(email, "correct horse battery")
        if company is not None:
            Membership.objects.create(company=company, user=user, role=role.value)
        return user

    return make


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data that is not part of the project; its tests skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"real data is not here: {SHARED_DATA}")
    return SHARED_DATA
