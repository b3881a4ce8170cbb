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
from comptoir.measure.metrics.keeping import Layout, Make, month_files, write
from comptoir.measure.metrics.memory import remembered_profile
from comptoir.measure.metrics.profile import Profile, read_profile
from comptoir.measure.metrics.shelf import Shelf
from comptoir.measure.metrics.slots import fill
from comptoir.measure.warehouse.api import Snapshot, SnapshotReader, snapshot_reader

KEPT_OPEN = 8
"""Snapshots that a thread keeps open: opening one costs more than most questions."""
KEPT_TEXTS = 500
"""Compiled statements kept for each snapshot and thread."""
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
    _compiled: OrderedDict[Hashable, str] = field(default_factory=OrderedDict)
    _kept: dict[str, ir.Table] = field(default_factory=dict)

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
        return self.reader.has(name)

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        return self.reader.table(name, months)

    def kept(self, name: str, make: Make, needs: Needs, layout: Layout) -> ir.Table | None:
        if self.profile.rows < WORTH_KEEPING:
            return None
        if name not in self._kept:
            connection, shelf = self.reader.connection, self.shelf
            found = partial(inputs, self.reader)
            path = shelf.file(
                layout.place(name),
                lambda target: write(connection, shelf, name, make, needs, found(), target, layout),
                found,
            )
            if path is None:
                return None
            self._kept[name] = (
                connection.read_parquet(month_files(path), hive_partitioning=True, hive_types_autocast=False)
                if layout.is_by_month
                else connection.read_parquet(path)
            )
        return self._kept[name]

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        found = self.arrow(expression)
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def arrow(self, expression: ir.Table) -> pa.Table:
        return self.reader.connection.to_pyarrow(expression)

    def arrow_over(self, period: Period, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        if key not in self._compiled:
            self._compiled[key] = self.reader.connection.compile(make())
            while len(self._compiled) > KEPT_TEXTS:
                self._compiled.popitem(last=False)
        return self.reader.connection.con.execute(fill(self._compiled[key], period)).to_arrow_table()

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
