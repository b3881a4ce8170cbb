"""Reading a snapshot: its tables as Ibis expressions over the files it names."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.entities.double import ORDER_DOUBLE
from comptoir.entities.registry import entity
from comptoir.measure.warehouse import connections
from comptoir.measure.warehouse.connections import Engine
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.store import Store, table_version
from comptoir.measure.warehouse.views import (
    COUNTED_ONCE,
    LEFT_OUT,
    View,
    create_view,
    drop_table,
    drop_view,
    held_table,
    parquet_view,
)

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends.duckdb import Backend
    from ibis.expr import types as ir


@dataclass(slots=True)
class SnapshotReader:
    """The facts of one company as one snapshot names them. Nothing else can be reached through it."""

    engine: Engine
    store: Store
    versions: Mapping[str, int]
    as_told: bool = False
    """Every row that sources told, so that an order that two of them know stands twice."""
    _views: dict[tuple[str, frozenset[str] | None], View] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the snapshot names any file of the entity."""
        return bool(self.files(name))

    def files(self, name: str, months: Set[str] | None = None) -> tuple[str, ...]:
        """The Parquet files of the entity, those of the given months alone if any are given."""
        chosen = entity(name)
        version = self.versions.get(chosen.name)
        if version is None:
            return ()
        files = table_version(self.store.path(name), version).files
        wanted = months if chosen.dated else None
        return tuple(file.path for file in files if wanted is None or file.month in wanted)

    def files_by_month(self, name: str) -> dict[str | None, tuple[str, ...]]:
        """The same files, month by month; those of an undated entity under None."""
        version = self.versions.get(entity(name).name)
        found: dict[str | None, tuple[str, ...]] = {}
        for file in table_version(self.store.path(name), version).files if version is not None else ():
            found[file.month] = (*found.get(file.month, ()), file.path)
        return found

    @property
    def connection(self) -> "Backend":
        return self.engine.backend

    def table(self, name: str, months: Set[str] | None = None) -> "ir.Table":
        """The entity's rows, typed; empty when there are none. Only the files of `months` are opened."""
        return self.view(name, months).table

    def view(self, name: str, months: Set[str] | None = None) -> View:
        """The same by its name, for statements that are written already."""
        key = (name, None if months is None else frozenset(months))
        if key not in self._views:
            files = self.files(name, months)
            twice = self._doubles(name, months)
            self._views[key] = create_view(self.engine, entity(name), files, self._columns(name), twice)
        return self._views[key]

    def kept(self, name: str, files: Path | Sequence[Path], *, is_by_month: bool = False) -> View:
        """Files worked out of these facts, until they are dropped."""
        return parquet_view(self.engine, name, files, is_by_month=is_by_month)

    def held(self, name: str, rows: "pa.Table | str") -> View:
        """Rows beside these facts, or what a statement makes of them, in memory until they are dropped."""
        return held_table(self.engine, name, rows)

    def drop_kept(self, name: str) -> None:
        drop_view(self.engine, name)

    def drop_held(self, name: str) -> None:
        drop_table(self.engine, name)

    def run(self, sql: str) -> "pa.Table":
        return self.engine.con.execute(sql).to_arrow_table()

    def _doubles(self, name: str, months: Set[str] | None) -> tuple[str, ...]:
        """What says which of its rows count. An order and its lines stand in the month of the order; what speaks of
        it may stand in any."""
        if self.as_told or name not in COUNTED_ONCE or ORDER_DOUBLE.name not in self.versions:
            return ()
        return self.files(ORDER_DOUBLE.name, months if name in LEFT_OUT else None)

    def _columns(self, name: str) -> frozenset[str]:
        version = self.versions.get(name)
        return table_version(self.store.path(name), version).columns if version is not None else frozenset()

    def again(self) -> "SnapshotReader":
        """The same facts by the connection of this thread, which may be another."""
        return SnapshotReader(connections.shared(), self.store, self.versions, self.as_told)

    def close(self) -> None:
        """Let go of the views; connection and files stay."""
        while self._views:
            drop_view(self.engine, self._views.popitem()[1].name)


@contextmanager
def open_snapshot(
    scope: Scope, snapshot: Snapshot | None, connection: "Backend | None" = None, *, as_told: bool = False
) -> Iterator[SnapshotReader]:
    """Read one state of the facts; without a snapshot every table is empty.

    Give a `connection` to have the tables beside others of your own. An order that several sources know stands once,
    `as_told` as often as they tell it: to compare with one of them.
    """
    reader = snapshot_reader(scope, snapshot, connection, as_told=as_told)
    try:
        yield reader
    finally:
        reader.close()


def snapshot_reader(
    scope: Scope, snapshot: Snapshot | None, connection: "Backend | None" = None, *, as_told: bool = False
) -> SnapshotReader:
    """The same for whoever keeps it open for long, and closes it."""
    scope.require(Permission.VIEW_FIGURES)
    if snapshot is not None and snapshot.company_id != scope.company_id:
        raise ValueError(f"snapshot {snapshot.pk} is not of company {scope.slug}")
    engine = Engine.of(connection) if connection is not None else connections.shared()
    return SnapshotReader(engine, Store.of(scope), snapshot.versions if snapshot else {}, as_told)


def table_files(scope: Scope, snapshot: Snapshot, name: str, months: Set[str] | None = None) -> list[Path]:
    """The Parquet files of an entity in a snapshot, for those who measure the store against bare DuckDB."""
    with open_snapshot(scope, snapshot) as reader:
        return [Path(file) for file in reader.files(name, months)]
