"""Comptoir's orders against the shop's own, day by day and order by order. Pure.

Both sides count what the shop counts as sold, with tax, before refunds, on the company's day of the order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.connectors.source import Total
from comptoir.measure.sync.explaining import CENT, Difference, Known, Reason, kind_of, reason_of
from comptoir.measure.sync.vat import RateSum, RateTotals, by_month, rate_totals, shop_sums

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


class Match:
    """Both sides by order. One that a side names twice counts as it names it last.

    The sides may reach beyond the days that are compared, so that an order is found which one side places before
    them or after.
    """

    def __init__(self, shop: Iterable[Total], here: Iterable[Total], days: Days = EVER) -> None:
        self.shop = {total.unit: total for total in shop}
        self.here = {total.unit: total for total in here}
        self.days = days

    @property
    def differing(self) -> list[str]:
        """The orders that are not the same."""
        return [
            unit
            for unit in sorted({*self.shop, *self.here})
            if kind_of(self.shop.get(unit), self.here.get(unit)) is not None and self._is_asked(unit)
        ]

    def reconciled(self, known: Known = NOBODY_KNOWS, here_taxes: Iterable[RateSum] = ()) -> Reconciliation:
        """`here_taxes`: of the days that are compared."""
        differences = [self._difference(unit, known) for unit in self.differing]
        shop_taxes = shop_sums(total for total in self.shop.values() if total.day in self.days)
        return Reconciliation(
            self._totals(differences),
            tuple(sorted(differences, key=lambda one: (one.day, one.unit))),
            None if shop_taxes is None else rate_totals(shop_taxes, here_taxes),
        )

    def _is_asked(self, unit: str) -> bool:
        sides = (self.shop.get(unit), self.here.get(unit))
        return any(side is not None and side.counts and side.day in self.days for side in sides)

    def _difference(self, unit: str, known: Known) -> OrderDifference:
        shop, here = self.shop.get(unit), self.here.get(unit)
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
        shop, here = self._by_day(self.shop), self._by_day(self.here)
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

    def _by_day(self, totals: Mapping[str, Total]) -> dict[tuple[date, str], tuple[int, Decimal]]:
        days: dict[tuple[date, str], tuple[int, Decimal]] = {}
        for total in totals.values():
            if total.counts and total.day in self.days:
                orders, amount = days.get((total.day, total.currency), (0, NOTHING))
                days[total.day, total.currency] = orders + 1, amount + total.amount
        return days


def reconcile(shop: Iterable[Total], here: Iterable[Total], days: Days = EVER) -> Reconciliation:
    """Set one side against the other, nothing else being known."""
    return Match(shop, here, days).reconciled()


def _statuses(shop: Total | None, here: Total | None) -> str:
    return " / ".join(side.status for side in (shop, here) if side is not None and side.status)
