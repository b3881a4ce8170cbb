"""Brings a data folder up to date: application database, cache table. Instant when there is nothing to do."""

import fcntl
import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Migrate the application database once per version of the product and data folder."""
    stamp = Path(settings.HOME) / "schema.stamp"
    wanted = _schema_version()
    if _read(stamp) == wanted:
        return
    with (Path(settings.HOME) / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _read(stamp) == wanted:
            return
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        stamp.write_text(wanted, encoding="utf-8")


def _read(stamp: Path) -> str:
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


def _schema_version() -> str:
    database = settings.DATABASES["default"]
    digest = hashlib.sha256(f"{database['ENGINE']} {database['NAME']} {database.get('HOST', '')}".encode())
    for config in apps.get_app_configs():
        folder = Path(config.path) / "migrations"
        for migration in sorted(folder.glob("[0-9]*.py")):
            digest.update(f"{config.label}/{migration.name}".encode())
    return digest.hexdigest()
