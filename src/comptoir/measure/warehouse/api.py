"""The door of the warehouse. It loads the heavy libraries at the first use, not at start-up."""

from collections.abc import Set
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.entities.base import Entity
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.snapshots import (
    HistoryEntry,
    current_snapshot,
    has_settled_since,
    history,
    keep,
    snapshot,
    snapshots,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends.duckdb import Backend
    from ibis.expr import types as ir

    from comptoir.measure.warehouse.batch import Batch
    from comptoir.measure.warehouse.reader import SnapshotReader
    from comptoir.measure.warehouse.upkeep import Cleaning
    from comptoir.measure.warehouse.views import View

__all__ = [
    "Batch",
    "HistoryEntry",
    "Snapshot",
    "SnapshotReader",
    "View",
    "arrow_schema",
    "compact",
    "current_snapshot",
    "has_settled_since",
    "history",
    "keep",
    "open_snapshot",
    "snapshot",
    "snapshot_reader",
    "snapshots",
    "table_files",
    "temporary",
    "vacuum",
    "writer",
]


def writer(scope: Scope, wait: float = 300.0) -> "AbstractContextManager[Batch]":
    """Hold the company's facts for writing; see `warehouse.writer`."""
    from comptoir.measure.warehouse.writer import writer as open_writer  # noqa: PLC0415 - heavy library

    return open_writer(scope, wait)


def open_snapshot(
    scope: Scope,
    snapshot: Snapshot | None,
    connection: "Backend | None" = None,
    *,
    as_told: bool = False,
) -> "AbstractContextManager[SnapshotReader]":
    """Read one state of the facts; see `warehouse.reader`."""
    from comptoir.measure.warehouse import reader  # noqa: PLC0415 - heavy library

    return reader.open_snapshot(scope, snapshot, connection, as_told=as_told)


def snapshot_reader(scope: Scope, snapshot: Snapshot | None) -> "SnapshotReader":
    """The same for whoever keeps it open for long, and closes it."""
    from comptoir.measure.warehouse import reader  # noqa: PLC0415 - heavy library

    return reader.snapshot_reader(scope, snapshot)


def table_files(scope: Scope, snapshot: Snapshot, name: str, months: Set[str] | None = None) -> list[Path]:
    """The Parquet files of an entity in a snapshot."""
    from comptoir.measure.warehouse import reader  # noqa: PLC0415 - heavy library

    return reader.table_files(scope, snapshot, name, months)


def arrow_schema(entity: Entity) -> Any:
    """The columns of an entity as they are stored."""
    from comptoir.measure.warehouse import schema  # noqa: PLC0415 - heavy library

    return schema.arrow_schema(entity)


def temporary(connection: "Backend", name: str, content: "ir.Table | pa.Table") -> "ir.Table":
    """A temporary table of the connection, filled now, under a name that no other one has."""
    from comptoir.measure.warehouse import tables  # noqa: PLC0415 - heavy library

    return tables.temporary(connection, name, content)


def compact(scope: Scope) -> dict[str, tuple[int, int]]:
    """Join the small files of each month; entity -> files before and after."""
    from comptoir.measure.warehouse import upkeep  # noqa: PLC0415 - heavy library

    return upkeep.compact(scope)


def vacuum(scope: Scope) -> "Cleaning":
    """Let old snapshots go, and delete the files that no remaining one names."""
    from comptoir.measure.warehouse import upkeep  # noqa: PLC0415 - heavy library

    return upkeep.vacuum(scope)


def __getattr__(name: str) -> Any:
    """The types that heavy modules write in their signatures."""
    if name == "Batch":
        from comptoir.measure.warehouse.batch import Batch  # noqa: PLC0415 - heavy library

        return Batch
    if name == "SnapshotReader":
        from comptoir.measure.warehouse.reader import SnapshotReader  # noqa: PLC0415 - heavy library

        return SnapshotReader
    if name == "View":
        from comptoir.measure.warehouse.views import View  # noqa: PLC0415 - heavy library

        return View
    raise AttributeError(name)
