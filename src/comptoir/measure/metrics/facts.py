"""The warehouse as a source of facts: opened once for each thread, with what was worked out of it before."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import pyarrow as pa
from django.conf import settings
from ibis.expr import types as ir

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.inputs import Needs, inputs
from comptoir.measure.metrics.keeping import Make, write
from comptoir.measure.metrics.memory import remembered_profile
from comptoir.measure.metrics.profile import Profile, read_profile
from comptoir.measure.metrics.rollups import KEPT, rollup_table
from comptoir.measure.metrics.shelf import Shelf
from comptoir.measure.metrics.slots import fill
from comptoir.measure.metrics.texts import Statements
from comptoir.measure.warehouse.api import Snapshot, SnapshotReader, snapshot_reader

KEPT_OPEN = 8
"""Snapshots that a thread keeps open: opening one costs more than most questions."""
WORTH_KEEPING = 200_000
"""Rows from which reading sums made in advance beats reading the facts."""

type Name = tuple[Hashable, ...]


_opened = threading.local()
_profiles: dict[Name, Profile] = {}


@dataclass(slots=True)
class WarehouseFacts:
    name: Name
    """What tells this state of the facts from any other."""
    snapshot: Snapshot | None
    reader: SnapshotReader
    shelf: Shelf
    _kept: dict[str, ir.Table] = field(default_factory=dict)
    _statements: Statements = field(init=False)

    def __post_init__(self) -> None:
        self._statements = Statements(frozenset(self.reader.versions))

    @property
    def number(self) -> int | None:
        return self.snapshot.number if self.snapshot else None

    @property
    def refreshed_at(self) -> datetime | None:
        return self.snapshot.created_at if self.snapshot else None

    @property
    def profile(self) -> Profile:
        # Two threads may both read it: the same answer, once too often.
        if self.name not in _profiles:
            _profiles[self.name] = self._remembered_profile()
        return _profiles[self.name]

    def _remembered_profile(self) -> Profile:
        if self.snapshot is None:
            return read_profile(self)
        return remembered_profile(self.snapshot.company_id, self.snapshot.number, lambda: read_profile(self))

    def has(self, name: str) -> bool:
        self._statements.found[name] = self.reader.has(name)
        return self._statements.found[name]

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        if months is not None:
            return self.reader.table(name, months)
        return self._statements.tables.setdefault(name, self.reader.table(name))

    def kept(self, name: str, make: Make, needs: Needs) -> ir.Table | None:
        self._statements.asked_kept = True
        if not self._is_large:
            return None
        if name not in self._kept:
            connection = self.reader.connection
            found = partial(inputs, self.reader)
            path = self.shelf.file(
                name, lambda target: write(connection, self.shelf, name, make, needs, found(), target), found
            )
            if path is None:
                self._statements.is_makeshift = True
                return None
            self._kept[name] = self._statements.tables[name] = connection.read_parquet(path)
        return self._kept[name]

    @property
    def _is_large(self) -> bool:
        return self.profile.rows >= WORTH_KEEPING

    def named(self, name: str) -> ir.Table | None:
        return rollup_table(self, KEPT[name]) if name in KEPT else self.table(name)

    def compiled(self, expression: ir.Table) -> str:
        return str(self.reader.connection.compile(expression))

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        found = self.arrow(expression)
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def arrow(self, expression: ir.Table) -> pa.Table:
        return self.reader.connection.to_pyarrow(expression)

    def arrow_of(self, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        return self._run(self._statements.text(self, key, make))

    def arrow_over(self, period: Period, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        return self._run(fill(self._statements.text(self, key, make, self._is_large), period))

    def _run(self, sql: str) -> pa.Table:
        return self.reader.connection.con.execute(sql).to_arrow_table()

    def close(self) -> None:
        for table in self._kept.values():
            self.reader.connection.drop_view(table.get_name(), force=True)
        self.reader.close()


def opened(scope: Scope, snapshot: Snapshot | None) -> WarehouseFacts:
    """The facts of the snapshot, for this thread."""
    held = _held()
    # Compaction points the same snapshot to other files: the versions are part of its name here.
    versions = tuple(sorted(snapshot.versions.items())) if snapshot else ()
    name = (str(settings.WAREHOUSE), scope.company_id, snapshot.pk if snapshot else None, versions)
    if name not in held:
        reader = snapshot_reader(scope, snapshot)
        held[name] = WarehouseFacts(name, snapshot, reader, Shelf.of(scope, versions))
        while len(held) > KEPT_OPEN:
            held.popitem(last=False)[1].close()
    held.move_to_end(name)
    return held[name]


def _held() -> OrderedDict[Name, WarehouseFacts]:
    held: OrderedDict[Name, WarehouseFacts] | None = getattr(_opened, "facts", None)
    if held is None:
        held = _opened.facts = OrderedDict()
    return held


def close_opened() -> None:
    """Close what this thread holds."""
    held = _held()
    while held:
        held.popitem()[1].close()
