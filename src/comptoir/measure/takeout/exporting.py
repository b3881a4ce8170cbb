"""Writes a company into a folder. Heavy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Company, Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.measure.ingest.api import carried_customers, carried_files
from comptoir.measure.takeout import facts
from comptoir.measure.takeout.declared import CARRIED, CUSTOMER
from comptoir.measure.takeout.manifest import Manifest
from comptoir.measure.takeout.readme import README
from comptoir.measure.takeout.rows import write_table
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

SETTINGS = (
    "slug",
    "name",
    "currency",
    "timezone",
    "language",
    "country",
    "week_start",
    "tax",
    "is_simulated",
)
type Watch = Callable[[int, int, str], None]


def write_company(scope: Scope, folder: Path, *, with_personal_data: bool, watch: Watch) -> Manifest:
    """The whole of it, in a folder that is new or empty: it stands there complete, or not at all."""
    scope.require(Permission.MANAGE_COMPANY)
    if with_personal_data:
        scope.require(Permission.VIEW_PERSONAL_DATA)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(
            _("« %(folder)s » is not empty.") % {"folder": folder},
            advice=_("Name a folder that is new or empty. Nothing was written."),
        )
    building = folder.with_name(f"{folder.name}.part")
    # What an export that died left behind.
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        manifest = _write(scope, building, with_personal_data, watch)
        if folder.exists():
            folder.rmdir()
        building.replace(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    with transaction.atomic():
        record(scope, "company.exported", scope.slug, personal=with_personal_data, files=len(manifest.files))
    return manifest


def _write(scope: Scope, folder: Path, with_personal_data: bool, watch: Watch) -> Manifest:
    company = Company.objects.get(pk=scope.company_id)
    snapshot = current_snapshot(scope)
    manifest = Manifest(
        {name: getattr(company, name) for name in SETTINGS},
        clock.now().isoformat(timespec="seconds"),
        snapshot.number if snapshot else None,
        with_personal_data,
    )
    tables = [table for table in CARRIED if with_personal_data or not table.is_personal]
    spoken_of: set[int] = set()
    with open_snapshot(scope, snapshot, as_told=True) as reader:
        parts = facts.parts_of(reader)
        steps = len(parts) + len(tables) + 1
        for done, (name, month) in enumerate(parts):
            watch(done, steps, f"{name} {month or ''}".strip())
            path, rows, keys = facts.write_part(reader, name, month, folder)
            manifest.facts[name] = manifest.facts.get(name, 0) + rows
            manifest.add(folder, path)
            spoken_of |= keys
    for done, table in enumerate(tables, len(parts)):
        watch(done, steps, table.label)
        path = folder / table.path
        manifest.tables[table.label] = write_table(scope.company_id, table, path)
        manifest.add(folder, path)
    watch(steps - 1, steps, CUSTOMER)
    _customers(scope, folder, spoken_of, manifest)
    if with_personal_data:
        for source, name in carried_files(scope):
            path = folder / "personal/files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
            manifest.add(folder, path)
    (folder / "README.md").write_text(README, encoding="utf-8")
    manifest.add(folder, folder / "README.md")
    manifest.write(folder)
    return manifest


def _customers(scope: Scope, folder: Path, spoken_of: set[int], manifest: Manifest) -> None:
    """Their keys and sources; who they are stands apart, and only where it was asked for."""
    path = folder / f"tables/{CUSTOMER}.jsonl"
    personal = folder / f"personal/{CUSTOMER}.jsonl" if manifest.with_personal_data else None
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as keys:
        named = personal.open("w", encoding="utf-8") if personal else None
        for key, source, reference, email, name in carried_customers(scope):
            spoken_of.discard(key)
            keys.write(json.dumps({"pk": key, "source": source}, ensure_ascii=False) + "\n")
            if named:
                told = {"pk": key, "reference": reference, "email": email, "name": name}
                named.write(json.dumps(told, ensure_ascii=False) + "\n")
            count += 1
        for key in sorted(spoken_of):  # facts of customers who are no longer named anywhere
            keys.write(json.dumps({"pk": key, "source": ""}) + "\n")
        if named:
            named.close()
    manifest.tables[CUSTOMER] = count + len(spoken_of)
    manifest.add(folder, path)
    if personal:
        manifest.add(folder, personal)
