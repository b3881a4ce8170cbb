"""What a snapshot holds: the days loaded, the sources, the currencies met. Read once for each snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from comptoir.core.heavy import ibis
from comptoir.core.periods import Period
from comptoir.measure.choices.api import NOTHING, Choices
from comptoir.measure.costs.api import Rules
from comptoir.measure.metrics.days import ranges_of
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.visits import VISITS, loaded_days

if TYPE_CHECKING:
    from ibis.expr import types as ir

SALES_FACTS = ("order", "order_line", "refund")
DAILY_FACTS = ("audience_day", "event", "search_day", "search_position", "stock_level")
"""A day of which they say nothing was not loaded: a site without any visit is rarer than an export forgotten."""
OTHER_FACTS = ("ad_spend", "mailing", "fee", "shipment", "payment", "review", "market_index", "search_term")
"""Days of which they say nothing, between the first and the last loaded, are days without any."""


@dataclass(frozen=True, slots=True)
class CurrencyDays:
    fact: str
    currency: str
    days: Period
    rows: int


@dataclass(frozen=True, slots=True)
class SourceDays:
    """What one source has told of a fact other than sales."""

    fact: str
    source: str
    days: tuple[Period, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Profile:
    currencies: tuple[CurrencyDays, ...]
    linked_returns: bool
    """Whether any refund of goods names the day of its order."""
    has_products: bool
    sources: tuple[SourceDays, ...] = ()
    has_costs: bool = False
    fee_kinds: tuple[str, ...] = ()
    """What the fees loaded are charged for."""
    parcels: tuple[int, int] = (0, 0)
    """Shipments that say what they cost, and all; cancelled ones left out."""
    markets: tuple[str, ...] = ()
    """The indices of the market."""
    rules: Rules = ()
    """The company's cost rules, which belong to no snapshot and are not kept with it."""
    choices: Choices = NOTHING
    """What the company has chosen of how its figures are read: not kept with it either."""

    @property
    def facts(self) -> frozenset[str]:
        told = {found.fact for found in self.currencies} | {found.fact for found in self.sources}
        also = {"product_cost": self.has_costs, "cost_rule": bool(self.rules)}
        return frozenset(told | {name for name, is_there in also.items() if is_there})

    @property
    def rows(self) -> int:
        return sum(found.rows for found in self._sales) + sum(found.rows for found in self.sources)

    @property
    def loaded(self) -> Period | None:
        """From the first to the last loaded day of sales: orders and refunds come out of the same export."""
        if not self._sales:
            return None
        return Period(
            min(found.days.start for found in self._sales), max(found.days.end for found in self._sales)
        )

    @property
    def _sales(self) -> tuple[CurrencyDays, ...]:
        return tuple(found for found in self.currencies if found.fact in SALES_FACTS)

    def to_json(self) -> dict[str, Any]:
        return {
            "currencies": [
                [one.fact, one.currency, *_written(one.days), one.rows] for one in self.currencies
            ],
            "linked_returns": self.linked_returns,
            "has_products": self.has_products,
            "sources": [
                [one.fact, one.source, [_written(days) for days in one.days], one.rows]
                for one in self.sources
            ],
            "has_costs": self.has_costs,
            "fee_kinds": list(self.fee_kinds),
            "parcels": list(self.parcels),
            "markets": list(self.markets),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        return cls(
            tuple(
                CurrencyDays(fact, currency, _read(start, end), rows)
                for fact, currency, start, end, rows in said["currencies"]
            ),
            said["linked_returns"],
            said["has_products"],
            tuple(
                SourceDays(fact, source, tuple(_read(start, end) for start, end in days), rows)
                for fact, source, days, rows in said["sources"]
            ),
            said["has_costs"],
            tuple(said["fee_kinds"]),
            (said["parcels"][0], said["parcels"][1]),
            # Profiles remembered before there were indices hold none.
            tuple(said.get("markets", ())),
        )

    def foreign(self, facts: frozenset[str], period: Period, currency: str) -> tuple[str, ...]:
        """The other currencies that these facts may hold in the period."""
        return tuple(
            sorted(
                {
                    found.currency
                    for found in self.currencies
                    if found.fact in facts and found.currency != currency and found.days.overlap(period)
                }
            )
        )


def _written(days: Period) -> list[str]:
    return [days.start.isoformat(), days.end.isoformat()]


def _read(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def read_profile(source: FactSource) -> Profile:
    return Profile(
        tuple(one for fact in (*SALES_FACTS, *_WITH_CURRENCY) for one in _currencies(source, fact)),
        _links_returns(source),
        source.has("product"),
        tuple(one for fact in (*DAILY_FACTS, VISITS, *OTHER_FACTS) for one in _sources(source, fact)),
        source.has("product_cost"),
        _fee_kinds(source),
        _parcels(source),
        _markets(source),
    )


_WITH_CURRENCY = ("audience_day", "ad_spend", "fee", "shipment", "payment")


def _currencies(source: FactSource, fact: str) -> list[CurrencyDays]:
    return [
        CurrencyDays(fact, name, Period(first, last), count)
        for name, first, last, count in _told(source, fact, _by_currency)
    ]


def _by_currency(every: ir.Table) -> ir.Table:
    return _hulls(every.filter(every.currency.notnull()), "currency")


def _sources(source: FactSource, fact: str) -> list[SourceDays]:
    """Day by day for facts that speak of every day; else from the first day to the last."""
    if fact in DAILY_FACTS or fact == VISITS:
        found: dict[str, list[tuple[date, int]]] = {}
        days = loaded_days(source) if fact == VISITS else _told(source, fact, _by_source_and_day)
        for name, day, count in days:
            found.setdefault(name, []).append((day, count))
        return [
            SourceDays(fact, name, ranges_of(day for day, _count in days), sum(count for _day, count in days))
            for name, days in sorted(found.items())
        ]
    return [
        SourceDays(fact, name, (Period(first, last),), count)
        for name, first, last, count in sorted(_told(source, fact, _by_source))
    ]


def _by_source_and_day(every: ir.Table) -> ir.Table:
    return every.group_by("source", "day").aggregate(rows=every.count())


def _by_source(every: ir.Table) -> ir.Table:
    return _hulls(every, "source")


def _hulls(table: ir.Table, key: str) -> ir.Table:
    return table.group_by(key).aggregate(
        first=table.day.min(), last=_last_day(table).max(), rows=table.count()
    )


def _last_day(table: ir.Table) -> ir.DateValue:
    """The last day of which a row speaks: the index of a month speaks of it all."""
    if "span" not in table.columns:
        return table.day
    month_end = table.day.truncate("M") + ibis.interval(months=1) - ibis.interval(days=1)
    # Of a day and an interval DuckDB makes an instant, which the library takes for a day: a cast to a day is left out.
    return ibis.ifelse(table.span == "month", month_end.cast("timestamp").cast("date"), table.day)


def _markets(source: FactSource) -> tuple[str, ...]:
    return tuple(sorted(market for (market,) in _told(source, "market_index", _named_markets)))


def _named_markets(indices: ir.Table) -> ir.Table:
    return indices.select("market").distinct()


def _links_returns(source: FactSource) -> bool:
    return any(count for (count,) in _told(source, "refund", _linked_returns))


def _linked_returns(refunds: ir.Table) -> ir.Table:
    linked = refunds.filter(refunds.kind == "product", refunds.order_day.notnull())
    return linked.aggregate(linked=linked.count())


def _parcels(source: FactSource) -> tuple[int, int]:
    found = _told(source, "shipment", _sent)
    return (found[0][0], found[0][1]) if found else (0, 0)


def _sent(every: ir.Table) -> ir.Table:
    sent = every.filter(every.status != "cancelled")
    return sent.aggregate(costed=sent.cost_amount.count(), sent=sent.count())


def _fee_kinds(source: FactSource) -> tuple[str, ...]:
    return tuple(sorted(kind for (kind,) in _told(source, "fee", _kinds)))


def _kinds(fees: ir.Table) -> ir.Table:
    return fees.select("kind").distinct()


def _told(source: FactSource, fact: str, ask: Callable[[ir.Table], ir.Table]) -> list[tuple[Any, ...]]:
    """What the fact answers; nothing where there is none of it."""
    if not source.has(fact):
        return []
    found = source.arrow_of((fact, ask.__name__), lambda: ask(source.table(fact)))
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))
