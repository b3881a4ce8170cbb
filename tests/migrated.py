"""The database of the tests, migrated once, and kept beside what pytest remembers until a migration changes."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path | None:
    """Where a database lies, or will, on which the migrations ran as they stand: seven seconds for each process."""
    if connection.vendor != "sqlite" or not hasattr(pytestconfig, "cache"):
        return None
    key = sha256(f"{django.VERSION} {sqlite3.sqlite_version} {settings.CACHES}".encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            key.update(f"{app.label} {path.name}".encode() + path.read_bytes())
    return pytestconfig.cache.mkdir("migrated") / f"{key.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def migrating(migrated: Path | None) -> Iterator[Callable[[], None]]:
    """Where none lies yet, one process makes it while the others wait; what is given lets them go on."""
    if migrated is None:
        yield lambda: None
        return
    with migrated.with_name("lock").open("w") as turn:
        if not migrated.exists():
            fcntl.flock(turn, fcntl.LOCK_EX)
        if migrated.exists():
            fcntl.flock(turn, fcntl.LOCK_UN)
        yield lambda: fcntl.flock(turn, fcntl.LOCK_UN)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated: Path | None, migrating: Callable[[], None]
) -> Iterator[None]:
    """The database of the tests, which is in memory, begins as the one that lies ready: no migration is left."""
    if migrated is None or not migrated.exists():
        yield
        return
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as begun, closing(sqlite3.connect(migrated)) as ready:
        ready.backup(begun)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, migrated: Path | None, migrating: Callable[[], None]
) -> None:
    """Made once and kept for the next process. Tests that commit empty all tables after them: rows that name the
    models, which nothing here reads, are not made again each time."""
    if migrated is not None and not migrated.exists():
        for old in migrated.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        unfinished = migrated.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), closing(sqlite3.connect(unfinished)) as kept:
            connection.ensure_connection()
            connection.connection.backup(kept)
        unfinished.rename(migrated)
    migrating()
    post_migrate.disconnect(
        create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
    )
    post_migrate.disconnect(create_contenttypes)
