"""The warehouse as a source of facts: opened once for each thread, with what was worked out of it before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.conf import settings

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.choices.api import Choices, choices_of
from comptoir.measure.costs.api import Rules, RunningCosts, cost_rules, running_costs, state_of
from comptoir.measure.metrics.buyer_table import BUYERS, kept_buyers
from comptoir.measure.metrics.fees import ORDER_FEES, order_fees
from comptoir.measure.metrics.inputs import RULES, Needs, inputs
from comptoir.measure.metrics.keeping import Layout, Make, write
from comptoir.measure.metrics.memory import remembered_profile
from comptoir.measure.metrics.month_views import MonthViews
from comptoir.measure.metrics.profile import Profile, read_profile
from comptoir.measure.metrics.rollups import KEPT, rollup_table
from comptoir.measure.metrics.running import RUNNING, running_rows, with_running
from comptoir.measure.metrics.shelf import Shelf
from comptoir.measure.metrics.slots import fill
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.stock import EXPECTED_STOCK, expected_stock
from comptoir.measure.metrics.texts import Statements
from comptoir.measure.warehouse.api import Snapshot, SnapshotReader, View, snapshot_reader

if TYPE_CHECKING:
    from ibis.expr import types as ir

KEPT_OPEN = 8
"""Snapshots that a thread keeps open: opening one costs more than most questions."""
WORTH_KEEPING = 200_000
"""Rows from which reading sums made in advance beats reading the facts."""

WORKED_OUT: Mapping[str, Callable[[FactSource], View | None]] = {
    BUYERS: kept_buyers,
    EXPECTED_STOCK: expected_stock,
    ORDER_FEES: order_fees,
}
"""What is made from facts and is no sum of them, by the name that statements know it under."""

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
    rules: Rules
    choices: Choices
    running: RunningCosts
    _kept: dict[str, View] = field(default_factory=dict)
    _by_month: dict[str, MonthViews] = field(default_factory=dict)
    """Those of the kept that have a file for each month."""
    _held: dict[str, View] = field(default_factory=dict)
    _lent: dict[str, View] = field(default_factory=dict)
    _statements: Statements = field(init=False)

    def __post_init__(self) -> None:
        self._statements = Statements((frozenset(self.reader.versions), bool(self.rules), self.choices.brand))

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
            found = replace(self._remembered_profile(), rules=self.rules, choices=self.choices)
            _profiles[self.name] = with_running(found, self.running)
        return _profiles[self.name]

    def _remembered_profile(self) -> Profile:
        if self.snapshot is None:
            return read_profile(self)
        return remembered_profile(self.snapshot.company_id, self.snapshot.number, lambda: read_profile(self))

    def has(self, name: str) -> bool:
        self._statements.found[name] = bool(self.running) if name == RUNNING else self.reader.has(name)
        return self._statements.found[name]

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        return self.reader.table(name, months) if months is not None else self._view(name).table

    def _view(self, name: str) -> View:
        found = self._typed() if name == RUNNING else self.reader.view(name)
        return self._statements.views.setdefault(name, found)

    def _typed(self) -> View:
        if RUNNING not in self._held:
            self._held[RUNNING] = self.reader.held(RUNNING, running_rows(self.running))
        return self._held[RUNNING]

    def kept(self, name: str, make: Make, needs: Needs, layout: Layout) -> View | None:
        self._statements.asked_kept = True
        if not self.is_large:
            return None
        if name not in self._kept:
            reader, shelf = self.reader, self.shelf
            found = partial(inputs, reader, state_of(self.rules))
            path = shelf.file(
                layout.place(name),
                lambda target: write(reader.connection, shelf, name, make, needs, found(), target, layout),
                found,
            )
            if path is None:
                self._statements.is_makeshift = True
                return None
            if layout.is_by_month:
                self._by_month[name] = MonthViews.of(reader, path)
                self._kept[name] = self._by_month[name].whole
            else:
                self._kept[name] = reader.kept(name, path)
            self._statements.views[name] = self._kept[name]
        return self._kept[name]

    @property
    def is_large(self) -> bool:
        return self.profile.rows >= WORTH_KEEPING

    def held(self, name: str, make: Make, needs: Needs) -> View:
        kept = self.kept(name, make, needs, Layout())
        if kept is not None:
            return kept
        if self.is_large:  # another process is writing it
            return View.unnamed(make(None))
        if name not in self._held:
            made = self.reader.held(name, self.compiled(make(None)))
            self._held[name] = self._statements.views[name] = made
        return self._held[name]

    @contextmanager
    def lent(self, name: str, rows: pa.Table) -> Iterator[View]:
        view = self._lent[name] = self._statements.views[name] = self.reader.held(name, rows)
        try:
            yield view
        finally:
            del self._lent[name], self._statements.views[name]
            self.reader.drop_held(view.name)

    def named(self, name: str) -> View | None:
        if name in self._lent:
            return self._lent[name]
        if name in WORKED_OUT:
            return WORKED_OUT[name](self)
        return rollup_table(self, KEPT[name]) if name in KEPT else self._view(name)

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
        sql = fill(self._statements.text(self, key, make, self.is_large), period)
        for table in self._by_month.values():
            sql = table.narrowed(sql, period)
        return self._run(sql)

    def _run(self, sql: str) -> pa.Table:
        return self.reader.run(sql)

    def close(self) -> None:
        for view in self._held.values():
            self.reader.drop_held(view.name)
        for views in self._by_month.values():
            views.close()
        for name, view in self._kept.items():
            if name not in self._by_month:
                self.reader.drop_kept(view.name)
        self.reader.close()


def opened(scope: Scope, snapshot: Snapshot | None) -> WarehouseFacts:
    """The facts of the snapshot, the cost rules and the choices of now, for this thread."""
    # Compaction points the same snapshot to other files: the versions are part of its name here.
    versions: Name = tuple(sorted(snapshot.versions.items())) if snapshot else ()
    rules = cost_rules(scope)
    if rules:
        versions = (*versions, (RULES, state_of(rules)))
    choices, running = choices_of(scope), running_costs(scope)
    number = snapshot.pk if snapshot else None
    name = (str(settings.WAREHOUSE), scope.company_id, number, versions, choices, running)

    def open_facts() -> WarehouseFacts:
        reader = snapshot_reader(scope, snapshot)
        return WarehouseFacts(name, snapshot, reader, Shelf.of(scope, versions), rules, choices, running)

    return _remembered(name, open_facts)


def twin(of: WarehouseFacts) -> WarehouseFacts:
    """The same state of the facts for this thread, which may be another."""

    def open_facts() -> WarehouseFacts:
        again = of.reader.again()
        return WarehouseFacts(of.name, of.snapshot, again, of.shelf, of.rules, of.choices, of.running)

    return _remembered(of.name, open_facts)


def _remembered(name: Name, open_facts: Callable[[], WarehouseFacts]) -> WarehouseFacts:
    held = _held()
    if name not in held:
        held[name] = open_facts()
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
