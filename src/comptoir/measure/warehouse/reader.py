"""Reading a snapshot: its tables as Ibis expressions over the files it names."""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ibis.backends.duckdb import Backend
from ibis.expr import types as ir

from comptoir.core.companies.api import Permission, Scope
from comptoir.entities.double import ORDER_DOUBLE
from comptoir.entities.registry import entity
from comptoir.measure.warehouse import connections
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.store import Store, table_version
from comptoir.measure.warehouse.views import COUNTED_ONCE, LEFT_OUT, create_view, drop_view


@dataclass(slots=True)
class SnapshotReader:
    """The facts of one company as one snapshot names them. Nothing else can be reached through it."""

    connection: Backend
    store: Store
    versions: Mapping[str, int]
    as_told: bool = False
    """Every row that sources told, so that an order that two of them know stands twice."""
    _tables: dict[tuple[str, frozenset[str] | None], ir.Table] = field(default_factory=dict)

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

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        """The entity's rows, typed; empty when there are none. Only the files of `months` are opened."""
        key = (name, None if months is None else frozenset(months))
        if key not in self._tables:
            files = self.files(name, months)
            twice = self._doubles(name, months)
            self._tables[key] = create_view(self.connection, entity(name), files, self._columns(name), twice)
        return self._tables[key]

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
        while self._tables:
            drop_view(self.connection, self._tables.popitem()[1])


@contextmanager
def open_snapshot(
    scope: Scope, snapshot: Snapshot | None, connection: Backend | None = None, *, as_told: bool = False
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
    scope: Scope, snapshot: Snapshot | None, connection: Backend | None = None, *, as_told: bool = False
) -> SnapshotReader:
    """The same for whoever keeps it open for long, and closes it."""
    scope.require(Permission.VIEW_FIGURES)
    if snapshot is not None and snapshot.company_id != scope.company_id:
        raise ValueError(f"snapshot {snapshot.pk} is not of company {scope.slug}")
    return SnapshotReader(
        connection or connections.shared(), Store.of(scope), snapshot.versions if snapshot else {}, as_told
    )


def table_files(scope: Scope, snapshot: Snapshot, name: str, months: Set[str] | None = None) -> list[Path]:
    """The Parquet files of an entity in a snapshot, for those who measure the store against bare DuckDB."""
    with open_snapshot(scope, snapshot) as reader:
        return [Path(file) for file in reader.files(name, months)]
