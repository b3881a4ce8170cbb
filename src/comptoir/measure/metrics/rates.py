"""Exchange rates: dated, never invented. A gap takes the last earlier rate, seven days at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.heavy import ibis
from comptoir.core.periods import Period
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir

LONGEST_GAP = timedelta(days=7)
DIGITS, DECIMALS = 20, 12
"""Of a rate: one rupiah is worth five hundred-thousandths of a euro, and a million of them must still be right. With
more than 18 digits engines multiply in 128 bits: in 64, eighteen million rupiahs overflow."""
MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `currency` was worth in the target currency on `day`."""

    currency: str
    day: date
    rate: Decimal


type RateBook = Callable[[Scope, tuple[str, ...], str, Period], Iterable[Rate]]
"""Gives the known rates of these currencies to the target, the days before the period included."""


def no_rates(scope: Scope, currencies: tuple[str, ...], target: str, period: Period) -> tuple[Rate, ...]:
    """Without any rate every foreign amount is refused."""
    return ()


def rate_table(
    source: FactSource,
    facts: frozenset[str],
    period: Period,
    currencies: tuple[str, ...],
    target: str,
    known: Iterable[Rate],
) -> ir.Table:
    """A rate for each currency and day met in the facts; InputError with those that have none."""
    by_currency: dict[str, list[Rate]] = {}
    for rate in sorted(known, key=lambda one: one.day):
        by_currency.setdefault(rate.currency, []).append(rate)
    needed = sorted({pair for fact in facts for pair in _met(source, fact, period, currencies)})
    found = {pair: _on(by_currency.get(pair[0], []), pair[1]) for pair in needed}
    missing = [pair for pair, rate in found.items() if rate is None]
    if missing:
        raise _refusal(missing, target)
    return ibis.memtable(
        pa.table(
            {
                "rate_currency": pa.array([pair[0] for pair in needed], pa.string()),
                "rate_day": pa.array([pair[1] for pair in needed], pa.date32()),
                "exchange_rate": pa.array([found[pair] for pair in needed], pa.decimal128(DIGITS, DECIMALS)),
            }
        )
    )


def _met(
    source: FactSource, fact: str, period: Period, currencies: tuple[str, ...]
) -> list[tuple[str, date]]:
    table = source.table(fact)
    months = period.months
    foreign = table.filter(
        table.currency.isin(currencies),
        table.month >= months[0],
        table.month <= months[-1],
        table.day >= period.start,
        table.day <= period.end,
    )
    return [(row[0], row[1]) for row in source.rows(foreign.select("currency", "day").distinct())]


def _on(rates: list[Rate], day: date) -> Decimal | None:
    earlier = [rate for rate in rates if day - LONGEST_GAP <= rate.day <= day]
    return earlier[-1].rate if earlier else None


def _refusal(missing: list[tuple[str, date]], target: str) -> InputError:
    days: dict[str, list[date]] = {}
    for currency, day in missing:
        days.setdefault(currency, []).append(day)
    listed = "; ".join(
        f"{currency}: {', '.join(map(str, found[:MOST_LISTED]))}{' …' if len(found) > MOST_LISTED else ''}"
        for currency, found in days.items()
    )
    return InputError(
        _("There is no exchange rate to %(target)s for %(listed)s.") % {"target": target, "listed": listed},
        _("A rate may be 7 days old at most."),
        _(
            "Import a central bank's file of rates, keep one currency (--where currency=…), or split by currency "
            "(--by currency)."
        ),
    )
