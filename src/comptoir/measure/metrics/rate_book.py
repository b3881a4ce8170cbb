"""The exchange rates that are loaded: what a central bank quoted, turned towards the currency that is asked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.rates import DECIMALS, LONGEST_GAP, Rate, RateBook
from comptoir.measure.metrics.source import FactSource

_LAST_DECIMAL = Decimal(1).scaleb(-DECIMALS)

type Quotation = dict[str, Decimal]
"""What one unit of a base was worth in each currency, itself included, by one source on one day."""


def stored_rates(source: FactSource) -> RateBook:
    """The rates of this state of the facts."""

    def book(scope: Scope, currencies: tuple[str, ...], target: str, period: Period) -> Iterable[Rate]:
        found: dict[tuple[str, date], Rate] = {}
        for day, quoted in _quotations(source, {*currencies, target}, period):
            for currency in currencies:
                if target in quoted and currency in quoted:
                    worth = (quoted[target] / quoted[currency]).quantize(_LAST_DECIMAL, ROUND_HALF_UP)
                    found.setdefault((currency, day), Rate(currency, day, worth))
        return found.values()

    return book


def _quotations(source: FactSource, wanted: set[str], period: Period) -> Iterable[tuple[date, Quotation]]:
    """In the order of their sources, so that two that quote the same day always give the same answer."""
    if not source.has("exchange_rate"):
        return []
    every = source.table("exchange_rate")
    near = every.filter(
        every.currency.isin(sorted(wanted)),
        every.quoted_on >= period.start - LONGEST_GAP,
        every.quoted_on <= period.end,
    )
    quoted: dict[tuple[str, str, date], Quotation] = defaultdict(dict)
    for name, base, day, currency, rate in source.rows(
        near.select("source", "base", "quoted_on", "currency", "rate")
    ):
        quoted[name, base, day] |= {base: Decimal(1), currency: rate}
    return [(day, quoted[name, base, day]) for name, base, day in sorted(quoted)]
