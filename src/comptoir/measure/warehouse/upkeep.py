"""Daily care of a company's tables: few big files instead of many small, none that nobody can name."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.warehouse.batch import FILE_SIZE, PROPERTIES
from comptoir.measure.warehouse.connections import spill_root
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.rollback import point_to
from comptoir.measure.warehouse.store import Store
from comptoir.measure.warehouse.writer import WAIT, held

KEPT = timedelta(days=30)
"""How long a snapshot that is neither a month-end nor kept by somebody can be opened."""
GRACE = timedelta(hours=24)
"""How long files outlive their last name: somebody may still be reading them."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    released: tuple[int, ...]
    """Numbers of the snapshots that can no longer be opened."""
    files: int
    """Files deleted."""


def compact(scope: Scope, wait: float = WAIT) -> dict[str, tuple[int, int]]:
    """Join the small files of each month. Facts and snapshot number stay; entity -> files before, after."""
    scope.require(Permission.IMPORT_DATA)
    with held(scope, wait) as (store, newest):
        return {name: _compacted(store, newest, name) for name in newest.versions} if newest else {}


def vacuum(scope: Scope, kept: timedelta = KEPT, grace: timedelta = GRACE, wait: float = WAIT) -> Cleaning:
    """Let old snapshots go, and delete the files that no remaining one names."""
    scope.require(Permission.IMPORT_DATA)
    with held(scope, wait) as (store, newest):
        if newest is None:
            return Cleaning((), 0)
        released = _release(newest, clock.now() - kept)
        files = sum(_vacuumed(store, newest, name, grace) for name in newest.versions)
        _delete_old(spill_root().glob("*"), clock.now() - GRACE)
        return Cleaning(released, files)


def _compacted(store: Store, newest: Snapshot, name: str) -> tuple[int, int]:
    table = store.open(name)
    before = len(table.file_uris())
    table.optimize.compact(target_size=FILE_SIZE, writer_properties=PROPERTIES)
    _name_anew(newest, name, table.version())
    table.create_checkpoint()
    return before, len(table.file_uris())


def _vacuumed(store: Store, newest: Snapshot, name: str, grace: timedelta) -> int:
    table = store.open(name)
    retained = Snapshot.objects.filter(company_id=newest.company_id, released_at=None)
    # Full: leftovers of dead writers stand in no log. Nobody is writing, the folder is held.
    delete_unnamed = partial(
        table.vacuum,
        retention_hours=int(grace.total_seconds() // 3600),
        enforce_retention_duration=False,
        full=True,
        keep_versions=sorted({s.versions[name] for s in retained if name in s.versions}),
    )
    stale = delete_unnamed(dry_run=True)
    if stale:
        delete_unnamed(dry_run=False)
        # Delta writes the beginning and the end of a clean-up into its log: two versions more.
        table.update_incremental()
        _name_anew(newest, name, table.version())
        table.create_checkpoint()
    return len(stale)


def _name_anew(newest: Snapshot, name: str, version: int) -> None:
    if newest.versions[name] != version:
        point_to(newest, {name: version})


def _release(newest: Snapshot, before: datetime) -> tuple[int, ...]:
    old = Snapshot.objects.filter(
        company_id=newest.company_id,
        released_at=None,
        month_end=False,
        kept=False,
        created_at__lt=before,
        number__lt=newest.number,
    )
    # Asked again while writing: somebody may be keeping one of them meanwhile.
    return tuple(
        number
        for pk, number in old.values_list("pk", "number")
        if old.filter(pk=pk).update(released_at=clock.now())
    )


def _delete_old(folders: Iterable[Path], before: datetime) -> None:
    for folder in folders:
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before:
            shutil.rmtree(folder, ignore_errors=True)
