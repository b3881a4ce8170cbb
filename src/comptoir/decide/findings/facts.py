"""What analyses ask: metrics over days up to the day they look from, never after it. Heavy: not for start-up."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Comparison, Grain, Period, bucket_start
from comptoir.decide.findings.candidate import Doubt, Figure, LackingError, days_before
from comptoir.decide.findings.engine.cover import clumping
from comptoir.decide.findings.halves import METRICS, Halves, halves_of
from comptoir.decide.findings.search_terms import Search, read_searches
from comptoir.measure.metrics.api import Query, in_columns, run

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result, Row

USUAL_DAYS = 91
"""A quarter: what sales are worth is read over it."""
PACE_DAYS = 28
FRESH_DAYS = 7
"""A count of stock is as good as today's for so long."""
COST_DAYS = 365
_PARTIAL = "partial"
_SUMS = ("demand_sales", "net_sales", "units", "net_units")
_OF_PRODUCTS = (*_SUMS, "gross_margin_rate")


@dataclass(frozen=True, slots=True)
class Worth:
    """What one unit of money of net sales leaves."""

    rate: float
    basis: Basis
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class Product:
    demand_sales: float
    net_sales: float
    units: float
    net_units: float
    margin_rate: float | None
    """Gross margin; None where its cost is unknown."""

    @property
    def price(self) -> float:
        """Of a unit sold, whether or not it came back."""
        return self.demand_sales / self.units if self.units else 0.0


@dataclass(frozen=True, slots=True)
class Cover:
    """How long the stock of an item lasts at the pace of its sales."""

    stock: float
    daily: float
    """Units a day: over four weeks in stock, over a quarter where it is out."""
    sold: float
    """Units that the pace is read from."""

    @property
    def days(self) -> float | None:
        return max(self.stock, 0.0) / self.daily if self.daily > 0 else None


@dataclass(frozen=True, slots=True)
class Stocked:
    """An item of which the stock is known, and that sold."""

    stock: float
    coming: float | None
    """Ordered from suppliers; None where the stock file does not tell."""
    product: Product
    period: Period
    """What its pace was read over."""


class Facts:
    """One company as it was known on the evening of `day`."""

    def __init__(self, scope: Scope, day: date, snapshot: int | None, delay_days: int) -> None:
        self.scope, self.day, self.snapshot, self.delay_days = scope, day, snapshot, delay_days
        self._products: dict[Period, Mapping[str, Product]] = {}
        self._answers: dict[Hashable, Result] = {}

    def last(self, days: int) -> Period:
        return days_before(self.day, days)

    @property
    def recent(self) -> Period:
        """The days that tell the pace of an item."""
        return self.last(PACE_DAYS)

    @property
    def usual(self) -> Period:
        """A quarter, up to the day."""
        return self.last(USUAL_DAYS)

    def whole_weeks(self, count: int) -> Period:
        """The last so many weeks that had ended on the evening of the day."""
        tomorrow = self.day + timedelta(days=1)
        end = bucket_start(tomorrow, Grain.WEEK, self.scope.week_start)
        return Period(end - timedelta(weeks=count), end - timedelta(days=1))

    def ask(
        self, metrics: tuple[str, ...], period: Period, by: tuple[str, ...] = (), grain: Grain = Grain.TOTAL
    ) -> "Result":
        """LackingError where one of the metrics has no source."""
        result = self._run(metrics, period, by, grain)
        for reason in result.unavailable.values():
            raise LackingError(reason)
        return result

    def by_one(self, metrics: tuple[str, ...], period: Period, by: str) -> dict[str, "Row"]:
        """The rows by their value of one dimension; what has no value is left out."""
        rows = self.ask(metrics, period, (by,)).rows
        return {name: row for row in rows if (name := row.dimensions[by])}

    def products(self, period: Period) -> Mapping[str, Product]:
        """What was sold of each, with its margin where costs are known; worked out once for all analyses."""
        if period not in self._products:
            self._products[period] = self._sold(period)
        return self._products[period]

    def _sold(self, period: Period) -> Mapping[str, Product]:
        told = in_columns(self.scope, self._query(_OF_PRODUCTS, period, ("product",)))
        sums = (told[name].fill_null(0.0).to_pylist() for name in _SUMS)
        lines = zip(told["product"].to_pylist(), *sums, told["gross_margin_rate"].to_pylist(), strict=True)
        return {sku: Product(*figures) for sku, *figures in lines if sku}

    def halves(self, days: int) -> Halves:
        """One question for all of it: there are thousands of products."""
        query = self._query(METRICS, self.last(days // 2), ("product", "category"))
        return halves_of(in_columns(self.scope, replace(query, compare=Comparison.PREVIOUS, kind=Grain.DAY)))

    def covers(self) -> Mapping[str, Cover]:
        """Of each item whose stock was counted within a week; LackingError where no stock is known."""
        sold = self.stocked()
        return {
            sku: Cover(stock, one.product.units / one.period.days, one.product.units)
            if (one := sold.get(sku)) and one.product.units > 0
            else Cover(stock, 0.0, 0.0)
            for sku, stock in self._stock.items()
        }

    def categories(self, period: Period) -> Mapping[str, str]:
        """The category under which each product sold most."""
        most: dict[str, tuple[float, str]] = {}
        for row in self.ask(("units",), period, ("product", "category")).rows:
            sku, category = row.dimensions["product"], row.dimensions["category"]
            if sku and category:
                most[sku] = max(most.get(sku, (-1.0, "")), (number(row, "units"), category))
        return {sku: category for sku, (_units, category) in most.items()}

    def stocked(self) -> Mapping[str, Stocked]:
        """What sold of which the stock is known. Of what is out nothing is sold: its pace is that of the quarter."""
        stocks, now, usual = self._stock, self.recent, self.usual
        coming = self.loosely(("stock_incoming",), self.last(FRESH_DAYS), ("product",)).rows
        on_order = {row.dimensions["product"]: maybe(row, "stock_incoming") for row in coming}
        recent, quarter = self.products(now), self.products(usual)
        found = {}
        for sku, stock in stocks.items():
            period, sold = (now, recent) if stock > 0 else (usual, quarter)
            if sku in sold:
                found[sku] = Stocked(stock, on_order.get(sku), sold[sku], period)
        return found

    @cached_property
    def _stock(self) -> Mapping[str, float]:
        levels = self.by_one(("stock_on_hand",), self.last(FRESH_DAYS), "product")
        return {sku: number(level, "stock_on_hand") for sku, level in levels.items()}

    @cached_property
    def clumps(self) -> float:
        """How much more the units of an item vary than single sales would, from two like fortnights of all items."""
        last = self.last(PACE_DAYS // 2)
        before = Period(self.last(PACE_DAYS).start, self.last(PACE_DAYS // 2 + 1).start)
        first, second = (self.products(period) for period in (before, last))
        skus = sorted(first.keys() | second.keys())
        return clumping(
            *([max(0.0, of[sku].units) if sku in of else 0.0 for sku in skus] for of in (first, second))
        )

    def unit_costs(self) -> dict[str, float]:
        """Of a year's sales; without any sale the cost of an item is not known here."""
        rows = self.loosely(("cogs", "net_units"), self.last(COST_DAYS), ("product",)).rows
        return {
            sku: cost / units
            for row in rows
            if (sku := row.dimensions["product"])
            and (cost := maybe(row, "cogs"))
            and (units := number(row, "net_units"))
        }

    @cached_property
    def worth(self) -> Worth:
        """The rate of contribution margin 2 of the last quarter; of net sales themselves where costs are unknown."""
        rate = maybe(self._margins.total, "cm2_rate")
        if rate is None:
            return Worth(1.0, Basis.SALES)
        doubts = (
            {Doubt.PARTIAL_COSTS} if any(note.code == _PARTIAL for note in self._margins.notes) else set()
        )
        return Worth(rate, Basis.MARGIN, frozenset(doubts))

    def worth_of(self, product: Product) -> Worth:
        """A product's own gross margin rate, less what selling costs the whole shop per unit of net sales."""
        whole = maybe(self._margins.total, "gross_margin_rate")
        if self.worth.basis is not Basis.MARGIN or whole is None or product.margin_rate is None:
            return Worth(1.0, Basis.SALES)
        return Worth(product.margin_rate - (whole - self.worth.rate), Basis.MARGIN, self.worth.doubts)

    @property
    def margin_words(self) -> object:
        """Why contribution margin 2 is not known."""
        return self._margins.unavailable.get("cm2_rate") or _(
            "No cost is known for the sales of the last quarter."
        )

    def plain(self, metric: str, value: float | None, period: Period, **where: str) -> Figure:
        """A figure as evidence, to six places."""
        return Figure(metric, None if value is None else exact(value), period, where)

    def loosely(
        self, metrics: tuple[str, ...], period: Period, by: tuple[str, ...] = (), grain: Grain = Grain.TOTAL
    ) -> "Result":
        """The same as `ask`, where an analysis can do without what has no source."""
        return self._run(metrics, period, by, grain)

    def beside(
        self,
        metrics: tuple[str, ...],
        period: Period,
        by: tuple[str, ...],
        comparison: Comparison,
        grain: Grain = Grain.TOTAL,
        kind: Grain | None = None,
    ) -> "Result":
        """Two periods in one question: the earlier one stands in `compared`."""
        query = self._query(metrics, period, by, grain)
        return run(self.scope, replace(query, compare=comparison, kind=kind))

    def searches(self) -> tuple[Search, ...]:
        """Of the newest period of searches that had ended on the day, those outside the brand."""
        return read_searches(self.scope, self.snapshot, self.day)

    @cached_property
    def _margins(self) -> "Result":
        return self._run(("gross_margin_rate", "cm2_rate"), self.last(USUAL_DAYS), (), Grain.TOTAL)

    def _run(
        self,
        metrics: tuple[str, ...],
        period: Period,
        by: tuple[str, ...] = (),
        grain: Grain = Grain.TOTAL,
    ) -> "Result":
        asked = (metrics, period, by, grain)
        if asked not in self._answers:
            self._answers[asked] = run(self.scope, self._query(*asked))
        return self._answers[asked]

    def _query(
        self,
        metrics: tuple[str, ...],
        period: Period,
        by: tuple[str, ...] = (),
        grain: Grain = Grain.TOTAL,
    ) -> Query:
        if period.end > self.day:
            raise ValueError(f"{period} looks beyond {self.day}")
        return Query(metrics, by=by, grain=grain, period=period, tax="excluded", snapshot=self.snapshot)


def number(row: "Row", metric: str) -> float:
    return float(row.values.get(metric) or 0)


def maybe(row: "Row", metric: str) -> float | None:
    value: Any = row.values.get(metric)
    return None if value is None else float(value)


def exact(value: float) -> Decimal:
    return Decimal(f"{value:.6f}").normalize() + 0
