"""Fixtures of every test: a data folder of its own, companies and their cast."""

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from django.apps import apps
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.core.cache import caches
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import override_settings

from comptoir.core.companies.api import Role, Scope, operator_scope
from comptoir.core.companies.models import Company, Membership

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


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path | None:
    """Where a database lies, or will, on which the migrations ran as they stand: seven seconds for each process."""
    if connection.vendor != "sqlite" or not hasattr(pytestconfig, "cache"):
        return None
    key = sha256(f"{django.VERSION} {sqlite3.sqlite_version} {site.CACHES}".encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            key.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return pytestconfig.cache.mkdir("migrated") / f"{key.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated: Path | None
) -> Iterator[None]:
    """The database of the tests, which is in memory, begins as the one that lies ready: no migration is left to run."""
    if migrated is None or not migrated.exists():
        yield
        return
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as begun, closing(sqlite3.connect(migrated)) as ready:
        ready.backup(begun)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, migrated: Path | None) -> None:
    """Made once and kept for the next process. Tests that commit empty all tables after them: rows that name the
    models, which nothing here reads, are not made again each time."""
    if migrated is not None and not migrated.exists():
        for old in migrated.parent.iterdir():
            old.unlink(missing_ok=True)
        unfinished = migrated.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), closing(sqlite3.connect(unfinished)) as kept:
            connection.ensure_connection()
            connection.connection.backup(kept)
        unfinished.rename(migrated)
    post_migrate.disconnect(
        create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
    )
    post_migrate.disconnect(create_contenttypes)


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
