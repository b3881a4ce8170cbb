"""Comptoir's orders against the shop's own, day by day and order by order. Pure.

Both sides count what the shop counts as sold, with tax, before refunds, on the company's day of the order.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from comptoir.connectors.source import Total
from comptoir.measure.sync.explaining import CENT, Difference, Known, Reason, kind_of, reason_of
from comptoir.measure.sync.vat import RateSum, RateTotals, ShopTaxes, by_month, rate_totals

NOTHING = Decimal(0)
NOBODY_KNOWS = Known()


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


EVER = Days(date.min, date.max)


@dataclass(frozen=True, slots=True)
class OrderDifference:
    unit: str
    kind: Difference
    reason: Reason
    day: date
    """The shop's, or ours where only we have it."""
    here_day: date
    shop: Decimal | None
    """What the shop counts for it on these days; None where it does not."""
    here: Decimal | None
    currency: str = ""
    here_currency: str = ""
    detail: str = ""
    """What the reason rests on: the code of a refusal, the status on either side."""
    run: int | None = None
    """The import that refused it."""

    @property
    def gap(self) -> Decimal:
        return (self.here or NOTHING) - (self.shop or NOTHING)

    @property
    def is_explained(self) -> bool:
        return self.reason is not Reason.UNEXPLAINED


@dataclass(frozen=True, slots=True)
class DayTotals:
    """One day, in one currency."""

    day: date
    currency: str
    shop_orders: int
    shop_amount: Decimal
    here_orders: int
    here_amount: Decimal
    explained: Decimal
    """What of the gap comes from orders of which the reason is told."""

    @property
    def gap(self) -> Decimal:
        return self.here_amount - self.shop_amount

    @property
    def unexplained(self) -> Decimal:
        return self.gap - self.explained

    @property
    def is_equal(self) -> bool:
        return self.shop_orders == self.here_orders and abs(self.gap) < CENT


@dataclass(frozen=True, slots=True)
class Reconciliation:
    days: tuple[DayTotals, ...]
    """Of each day and currency that either side has an order of."""
    differences: tuple[OrderDifference, ...]
    """Every order that is not the same: together they make the gaps of the days, to the cent."""
    rates: tuple[RateTotals, ...] | None = None
    """Sales by rate of VAT; None for a shop that does not tell them."""

    @property
    def is_equal(self) -> bool:
        return not self.differences

    @property
    def other_rates(self) -> int:
        """Rates of VAT of a month at which the two sides differ."""
        return sum(not one.is_equal for one in by_month(self.rates or ()))

    @property
    def unexplained(self) -> int:
        return sum(not one.is_explained for one in self.differences)


@dataclass(slots=True)
class _Side:
    """What one side counts, by day and currency."""

    days: Days
    sums: dict[tuple[date, str], tuple[int, Decimal]] = field(default_factory=dict)

    def add(self, total: Total) -> None:
        if total.counts and total.day in self.days:
            orders, amount = self.sums.get((total.day, total.currency), (0, NOTHING))
            self.sums[total.day, total.currency] = orders + 1, amount + total.amount


class Match:
    """Both sides by order. One that the shop names twice counts as it names it last; the facts name each once.

    The sides may reach beyond the days that are compared, so that an order is found which one side places before
    them or after. Orders that are the same on both sides are let go as they come: years of a large shop fit.
    """

    def __init__(self, shop: Iterable[Total], here: Iterable[Total], days: Days = EVER) -> None:
        self.days = days
        self._shop, self._here, self._taxes = _Side(days), _Side(days), ShopTaxes()
        self._differing: dict[str, tuple[Total | None, Total | None]] = {}
        left = {total.unit: total for total in shop}
        for total in here:
            self._add(left.pop(total.unit, None), total)
        for total in left.values():
            self._add(total, None)

    @property
    def differing(self) -> list[str]:
        """The orders that are not the same."""
        return list(self._differing)

    def reconciled(self, known: Known = NOBODY_KNOWS, here_taxes: Iterable[RateSum] = ()) -> Reconciliation:
        """`here_taxes`: of the days that are compared."""
        differences = [self._difference(unit, known) for unit in self._differing]
        shop_taxes = self._taxes.sums()
        return Reconciliation(
            self._totals(differences),
            tuple(sorted(differences, key=lambda one: (one.day, one.unit))),
            None if shop_taxes is None else rate_totals(shop_taxes, here_taxes),
        )

    def _add(self, shop: Total | None, here: Total | None) -> None:
        if shop is not None:
            self._shop.add(shop)
            if shop.day in self.days:
                self._taxes.add(shop)
        if here is not None:
            self._here.add(here)
        told = shop or here
        is_asked = any(side and side.counts and side.day in self.days for side in (shop, here))
        if told is not None and is_asked and kind_of(shop, here) is not None:
            self._differing[told.unit] = shop, here

    def _difference(self, unit: str, known: Known) -> OrderDifference:
        shop, here = self._differing[unit]
        told, kind, reason = shop or here, kind_of(shop, here), reason_of(shop, here, known)
        if told is None or kind is None:
            raise ValueError(f"« {unit} » is the same on both sides.")
        refusal = known.refused.get(unit) if reason is Reason.REFUSED else None
        return OrderDifference(
            unit,
            kind,
            reason,
            day=told.day,
            here_day=(here or told).day,
            shop=self._counted(shop),
            here=self._counted(here),
            currency=told.currency,
            here_currency=(here or told).currency,
            detail=refusal.reason if refusal else _statuses(shop, here) if reason is Reason.STATUS else "",
            run=refusal.run if refusal else None,
        )

    def _counted(self, total: Total | None) -> Decimal | None:
        return total.amount if total and total.counts and total.day in self.days else None

    def _totals(self, differences: Iterable[OrderDifference]) -> tuple[DayTotals, ...]:
        shop, here = self._shop.sums, self._here.sums
        explained: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
        for one in differences:
            if one.is_explained:
                explained[one.day, one.currency] -= one.shop or NOTHING
                explained[one.here_day, one.here_currency] += one.here or NOTHING
        return tuple(
            DayTotals(
                *key, *shop.get(key, (0, NOTHING)), *here.get(key, (0, NOTHING)), explained.get(key, NOTHING)
            )
            for key in sorted({*shop, *here})
        )


def reconcile(shop: Iterable[Total], here: Iterable[Total], days: Days = EVER) -> Reconciliation:
    """Set one side against the other, nothing else being known."""
    return Match(shop, here, days).reconciled()


def _statuses(shop: Total | None, here: Total | None) -> str:
    return " / ".join(side.status for side in (shop, here) if side is not None and side.status)
