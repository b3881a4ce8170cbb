"""The door of the warehouse. It loads the heavy libraries at the first use, not at start-up."""

from collections.abc import Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.snapshots import current_snapshot, keep, snapshot, snapshots

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

    from comptoir.measure.warehouse.batch import Batch
    from comptoir.measure.warehouse.reader import SnapshotReader

__all__ = [
    "Snapshot",
    "current_snapshot",
    "keep",
    "open_snapshot",
    "snapshot",
    "snapshots",
    "table_files",
    "writer",
]


def writer(scope: Scope, wait: float = 300.0) -> "AbstractContextManager[Batch]":
    """Hold the company's facts for writing; see `warehouse.writer`."""
    from comptoir.measure.warehouse.writer import writer as open_writer  # noqa: PLC0415 - heavy library

    return open_writer(scope, wait)


def open_snapshot(
    scope: Scope, snapshot: Snapshot | None, connection: "Backend | None" = None
) -> "AbstractContextManager[SnapshotReader]":
    """Read one state of the facts; see `warehouse.reader`."""
    from comptoir.measure.warehouse import reader  # noqa: PLC0415 - heavy library

    return reader.open_snapshot(scope, snapshot, connection)


def table_files(scope: Scope, snapshot: Snapshot, name: str, months: Set[str] | None = None) -> list[Path]:
    """The Parquet files of an entity in a snapshot."""
    from comptoir.measure.warehouse import reader  # noqa: PLC0415 - heavy library

    return reader.table_files(scope, snapshot, name, months)
