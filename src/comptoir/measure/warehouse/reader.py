"""Reading a snapshot: its tables as Ibis expressions over the files it names."""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import ibis
from ibis.backends.duckdb import Backend
from ibis.expr import types as ir

from comptoir.core.companies.api import Permission, Scope
from comptoir.entities.base import Entity
from comptoir.entities.registry import entity
from comptoir.measure.warehouse import connections
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.schema import arrow_schema
from comptoir.measure.warehouse.store import Store, columns_of, files_of


@dataclass(slots=True)
class SnapshotReader:
    """The facts of one company as one snapshot names them. Nothing else can be reached through it."""

    connection: Backend
    store: Store
    versions: Mapping[str, int]
    _views: list[str] = field(default_factory=list)
    _tables: dict[tuple[str, frozenset[str] | None], ir.Table] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the snapshot names any file of the entity."""
        return bool(self.files(name))

    def files(self, name: str, months: Set[str] | None = None) -> tuple[str, ...]:
        """The Parquet files of the entity, those of the given months alone if any are given."""
        version = self.versions.get(entity(name).name)
        if version is None:
            return ()
        files = files_of(self.store.path(name), version)
        return tuple(file.path for file in files if months is None or file.month in months or not file.month)

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        """The entity's rows, typed; empty when there are none. Only the files of `months` are opened."""
        key = (name, None if months is None else frozenset(months))
        if key not in self._tables:
            self._tables[key] = self._attach(entity(name), self.files(name, months))
        return self._tables[key]

    def close(self) -> None:
        """Let go of the views; files and connection stay."""
        self._tables.clear()
        while self._views:
            self.connection.drop_view(self._views.pop(), force=True)

    def _attach(self, chosen: Entity, files: tuple[str, ...]) -> ir.Table:
        """The files as one table of exactly the entity's columns; those they lack are null."""
        schema = ibis.Schema.from_pyarrow(arrow_schema(chosen))
        if not files:
            nothing = ibis.memtable(arrow_schema(chosen).empty_table(), schema=schema)
            return nothing
        name = ibis.util.gen_name(chosen.name)
        hive = {"hive_partitioning": True, "hive_types_autocast": False} if chosen.dated else {}
        rows = self.connection.read_parquet(list(files), table_name=name, **hive)
        self._views.append(name)
        had = columns_of(self.store.path(chosen.name), self.versions[chosen.name])
        return rows.select(
            **{
                column: rows[column] if column in had else ibis.null(schema[column])
                for column in chosen.column_names
            }
        )


@contextmanager
def open_snapshot(
    scope: Scope, snapshot: Snapshot | None, connection: Backend | None = None
) -> Iterator[SnapshotReader]:
    """Read one state of the facts; without a snapshot every table is empty.

    Give a `connection` to have the tables beside others of your own.
    """
    scope.require(Permission.VIEW_FIGURES)
    if snapshot is not None and snapshot.company_id != scope.company_id:
        raise ValueError(f"snapshot {snapshot.pk} is not of company {scope.slug}")
    reader = SnapshotReader(
        connection or connections.shared(), Store.of(scope), snapshot.versions if snapshot else {}
    )
    try:
        yield reader
    finally:
        reader.close()


def table_files(scope: Scope, snapshot: Snapshot, name: str, months: Set[str] | None = None) -> list[Path]:
    """The Parquet files of an entity in a snapshot, for those who measure the store against bare DuckDB."""
    with open_snapshot(scope, snapshot) as reader:
        return [Path(file) for file in reader.files(name, months)]
