"""Sales by rate of VAT, Comptoir's against the shop's own. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.connectors.source import Total

HALF_A_CENT = Decimal("0.005")
NOTHING = Decimal(0)

type Key = tuple[date, str, Decimal | None]


@dataclass(frozen=True, slots=True)
class RateSum:
    """What was sold on a day at one rate, before refunds."""

    day: date
    currency: str
    rate: Decimal | None
    """0.2 for 20 %; None where nobody knows."""
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class RateTotals:
    """One rate on one day, on both sides."""

    day: date
    currency: str
    rate: Decimal | None
    shop_net: Decimal
    shop_tax: Decimal
    here_net: Decimal
    here_tax: Decimal

    @property
    def net_gap(self) -> Decimal:
        return self.here_net - self.shop_net

    @property
    def tax_gap(self) -> Decimal:
        return self.here_tax - self.shop_tax

    @property
    def is_equal(self) -> bool:
        return abs(self.net_gap) < HALF_A_CENT and abs(self.tax_gap) < HALF_A_CENT


def shop_sums(totals: Iterable[Total]) -> list[RateSum] | None:
    """Of the orders that count; None for a shop that does not tell its taxes by rate."""
    sums = []
    for total in totals:
        if not total.counts:
            continue
        if total.taxes is None:
            return None
        sums += [RateSum(total.day, total.currency, one.rate, one.net, one.tax) for one in total.taxes]
    return sums


def rate_totals(shop: Iterable[RateSum], here: Iterable[RateSum]) -> tuple[RateTotals, ...]:
    """Both sides by day, currency and rate, the highest rate first, an unknown one last."""
    theirs, ours = _sums(shop), _sums(here)
    return tuple(
        RateTotals(*key, *theirs.get(key, (NOTHING, NOTHING)), *ours.get(key, (NOTHING, NOTHING)))
        for key in sorted({*theirs, *ours}, key=_order)
    )


def by_month(totals: Iterable[RateTotals]) -> tuple[RateTotals, ...]:
    """The days of each month together, under its first day."""
    shop, here = [], []
    for one in totals:
        month = one.day.replace(day=1)
        shop.append(RateSum(month, one.currency, one.rate, one.shop_net, one.shop_tax))
        here.append(RateSum(month, one.currency, one.rate, one.here_net, one.here_tax))
    return rate_totals(shop, here)


def _sums(told: Iterable[RateSum]) -> dict[Key, tuple[Decimal, Decimal]]:
    sums: dict[Key, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
    for one in told:
        key = (one.day, one.currency, one.rate)
        net, tax = sums[key]
        sums[key] = net + one.net, tax + one.tax
    return {key: both for key, both in sums.items() if any(both)}


def _order(key: Key) -> tuple[date, str, bool, Decimal]:
    day, currency, rate = key
    return day, currency, rate is None, -(rate or NOTHING)
