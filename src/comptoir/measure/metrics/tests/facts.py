"""Tiny fact tables, drawn in the test that needs them; what a row does not say takes a plain default."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr import types as ir

from comptoir.core.periods import Period
from comptoir.entities.base import Kind
from comptoir.entities.registry import entity
from comptoir.measure.choices.api import Choices
from comptoir.measure.costs.api import Rules, RunningCosts
from comptoir.measure.metrics.facts import WORKED_OUT
from comptoir.measure.metrics.inputs import Needs
from comptoir.measure.metrics.keeping import Layout, Make
from comptoir.measure.metrics.profile import Profile, read_profile
from comptoir.measure.metrics.rollups import KEPT, rollup_table
from comptoir.measure.metrics.running import RUNNING, running_rows, with_running
from comptoir.measure.metrics.slots import fill
from comptoir.measure.metrics.tests.seeing import seen
from comptoir.measure.metrics.texts import Statements
from comptoir.measure.metrics.visits import STEPS
from comptoir.measure.warehouse.schema import ARROW_TYPES
from comptoir.measure.warehouse.views import View, named_table

DEFAULTS: dict[str, dict[str, Any]] = {
    "order": {"status": "sold", "has_product": True, "gross_amount": 0, "discount_amount": 0},
    "order_line": {
        "kind": "product",
        "status": "sold",
        "quantity": 1,
        "gross_tax": 0,
        "discount_amount": 0,
        "discount_tax": 0,
    },
    "refund": {"kind": "product", "quantity": 1, "tax": 0},
    "product": {"product_type": "goods"},
    "product_cost": {},
    "audience_day": {"source": "ga4", "property_id": "", "currency": None},
    "session": {"source": "site", "consent_basis": "consent", "page_views": 1, **dict.fromkeys(STEPS, False)},
    "event": {"source": "site", "consent_basis": "consent", "name": "page_view", "currency": None},
    "search_day": {"source": "search_console", "property_id": "", "impressions": 0},
    "search_term": {
        "source": "search_console",
        "property_id": "",
        "term_kind": "query",
        "impressions": 0,
    },
    "search_position": {"source": "rank_tracker", "property_id": "", "engine": ""},
    "review": {"source": "spreadsheets", "site": "", "sku": "", "rating": 5},
    "market_index": {"source": "spreadsheets", "market": "iCE 100", "span": "month"},
    "mailing": {"source": "mails", "segment": ""},
    "stock_level": {"source": "stock"},
    "ad_spend": {
        "source": "google_ads",
        "account_id": "",
        "campaign_id": "",
        "ad_group_id": "",
        "ad_id": "",
        "country": "",
        "impressions": 0,
        "clicks": 0,
    },
    "fee": {"kind": "payment", "fee_tax": 0},
    "shipment": {"status": "shipped"},
    "payment": {"kind": "payment", "status": "accepted", "paid_total": 1},
    "exchange_rate": {"source": "ecb", "base": "EUR"},
}
MONEY = (Kind.MONEY, Kind.QUANTITY, Kind.RATE)


def filled(name: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with every column of the entity."""
    found = entity(name)
    numbers: dict[Any, int] = {}
    complete = []
    for row in rows:
        full = {"source": "shop", "currency": "EUR", **DEFAULTS[name], **row}
        if found.dated:
            day = full["day"] = date.fromisoformat(str(full["day"]))
            full["month"] = f"{day:%Y-%m}"
            moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            for column in found.columns:
                if column.kind is Kind.INSTANT and column.required:
                    full.setdefault(column.name, moment)
        if name == "order_line":
            price = Decimal(str(full["gross_amount"])) / Decimal(str(full["quantity"]))
            full.setdefault("unit_price", price.quantize(Decimal("0.0001")))
        unit = tuple(full.get(column) for column in found.unit)
        numbers[unit] = numbers.get(unit, 0) + 1
        for number in ("line_number", "part", "review_id", "fee_id", "shipment_id", "payment_id", "event_id"):
            full.setdefault(number, numbers[unit] if number == "line_number" else str(len(complete)))
        for column in found.columns:
            value = full.get(column.name)
            if value is not None and column.kind in MONEY:
                full[column.name] = Decimal(str(value))
            if isinstance(value, str) and column.kind is Kind.DAY:
                full[column.name] = date.fromisoformat(value)
        complete.append({column: full.get(column) for column in found.column_names})
    return complete


def arrow(name: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    schema = pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in entity(name).columns])
    return pa.Table.from_pylist(filled(name, rows), schema=schema)


BOUTIQUE = Choices(("Boutique",), is_guessed=True)
"""Those of a company of that name that has chosen nothing."""


class MemoryFacts:
    """A source of facts in memory, on the engine that the product uses."""

    def __init__(
        self,
        is_rolled_up: bool = False,
        rules: Rules = (),
        choices: Choices = BOUTIQUE,
        running: RunningCosts = (),
        **tables: Iterable[dict[str, Any]],
    ) -> None:
        self.is_rolled_up = is_rolled_up
        self.rules, self.choices, self.running = rules, choices, running
        self.connection = ibis.duckdb.from_connection(duckdb.connect())
        self.connection.raw_sql("SET TimeZone = 'UTC'")
        self.content = {name: arrow(name, tables.get(name, [])) for name in DEFAULTS}
        self.content[RUNNING] = running_rows(running)
        self.views: dict[str, View] = {}
        loaded = frozenset(name for name, content in self.content.items() if content.num_rows)
        self.statements = Statements((loaded, bool(rules), choices.brand), self.views)
        self.asked_over: set[Hashable] = set()
        for name, content in self.content.items():
            # Not Ibis' `create_table`, which asks for what is known here: a quarter of a second for them all.
            self.connection.con.from_arrow(content).create(name)
            self.views[name] = seen(named_table(self.connection, name, content.schema))
        self.number = 1
        self.refreshed_at = datetime(2026, 11, 21, tzinfo=UTC)

    @cached_property
    def profile(self) -> Profile:
        found = replace(read_profile(self), rules=self.rules, choices=self.choices)
        return with_running(found, self.running)

    def has(self, name: str) -> bool:
        self.statements.found[name] = self.content[name].num_rows > 0
        return self.statements.found[name]

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        return self.views[name].table

    def kept(self, name: str, make: Make, needs: Needs, layout: Layout) -> View | None:
        self.statements.asked_kept = True
        if not self.is_rolled_up:
            return None
        if name not in self.views:
            self._create(name, make(None))
        return self.views[name]

    def held(self, name: str, make: Make, needs: Needs) -> View:
        self.statements.asked_kept = True
        if name not in self.views:
            self._create(name, make(None))
        return self.views[name]

    @contextmanager
    def lent(self, name: str, rows: pa.Table) -> Iterator[View]:
        self._create(name, ibis.memtable(rows))
        try:
            yield self.views[name]
        finally:
            del self.views[name]
            self.connection.con.execute(f'DROP TABLE "{name}"')

    def _create(self, name: str, rows: ir.Table) -> None:
        # By its own name alone, as the warehouse knows it: statements are shared.
        self.connection.create_table(name, rows)
        self.views[name] = seen(self.connection.table(name))

    def named(self, name: str) -> View | None:
        if name in WORKED_OUT:
            return WORKED_OUT[name](self)
        return rollup_table(self, KEPT[name]) if name in KEPT else self.views[name]

    def compiled(self, expression: ir.Table) -> str:
        return str(self.connection.compile(expression))

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        return list(zip(*(column.to_pylist() for column in self.arrow(expression).columns), strict=True))

    def arrow(self, expression: ir.Table) -> pa.Table:
        return self.connection.to_pyarrow(expression)

    def arrow_of(self, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        return self.connection.con.execute(self.statements.text(self, key, make)).to_arrow_table()

    def arrow_over(self, period: Period, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        self.asked_over.add(key)
        text = self.statements.text(self, key, make, self.is_rolled_up)
        return self.connection.con.execute(fill(text, period)).to_arrow_table()
