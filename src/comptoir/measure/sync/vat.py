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
type Sums = dict[Key, tuple[Decimal, Decimal]]
"""Net and tax by day, currency and rate."""


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


class ShopTaxes:
    """What a shop says of its orders' taxes, summed as they come."""

    def __init__(self) -> None:
        self._sums: Sums = defaultdict(lambda: (NOTHING, NOTHING))
        self._is_told = True

    def add(self, total: Total) -> None:
        if not total.counts:
            return
        if total.taxes is None:
            self._is_told = False
            return
        for one in total.taxes:
            net, tax = self._sums[total.day, total.currency, one.rate]
            self._sums[total.day, total.currency, one.rate] = net + one.net, tax + one.tax

    def sums(self) -> list[RateSum] | None:
        """None for a shop that does not tell its taxes by rate."""
        return [RateSum(*key, *sums) for key, sums in self._sums.items()] if self._is_told else None


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


def _sums(told: Iterable[RateSum]) -> Sums:
    sums: Sums = defaultdict(lambda: (NOTHING, NOTHING))
    for one in told:
        key = (one.day, one.currency, one.rate)
        net, tax = sums[key]
        sums[key] = net + one.net, tax + one.tax
    return {key: both for key, both in sums.items() if any(both)}


def _order(key: Key) -> tuple[date, str, bool, Decimal]:
    day, currency, rate = key
    return day, currency, rate is None, -(rate or NOTHING)
