"""Comptoir's orders against the shop's own, day by day and order by order. Pure.

Both sides count what the shop counts as sold, with tax, before refunds, on the company's day of the order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.connectors.source import Total

CENT = Decimal("0.005")
NOTHING = Decimal(0)


class Difference(StrEnum):
    """Why an order is not the same on both sides."""

    MISSING = "missing"
    """At the shop, not here: it came since the last reading, or was refused."""
    GONE = "gone"
    """Here, no longer at the shop: deleted there."""
    AMOUNT = "amount"
    STATUS = "status"
    """One side counts it as sold, the other does not."""
    DAY = "day"


@dataclass(frozen=True, slots=True)
class OrderDifference:
    unit: str
    day: date
    kind: Difference
    shop: Decimal | None
    """What the shop counts for it; None where it does not."""
    here: Decimal | None
    currency: str = ""

    @property
    def gap(self) -> Decimal:
        return (self.here or NOTHING) - (self.shop or NOTHING)


@dataclass(frozen=True, slots=True)
class DayTotals:
    day: date
    shop_orders: int
    shop_amount: Decimal
    here_orders: int
    here_amount: Decimal

    @property
    def gap(self) -> Decimal:
        return self.here_amount - self.shop_amount

    @property
    def is_equal(self) -> bool:
        return self.shop_orders == self.here_orders and abs(self.gap) < CENT


@dataclass(frozen=True, slots=True)
class Reconciliation:
    days: tuple[DayTotals, ...]
    """Of each day on which either side has an order; amounts of the company's main currency at the shop."""
    differences: tuple[OrderDifference, ...]
    """Every order that is not the same: together they explain the gaps of the days, to the cent."""

    @property
    def is_equal(self) -> bool:
        return not self.differences

    @property
    def shop_amount(self) -> Decimal:
        return sum((day.shop_amount for day in self.days), NOTHING)

    @property
    def here_amount(self) -> Decimal:
        return sum((day.here_amount for day in self.days), NOTHING)


def reconcile(shop: Iterable[Total], here: Iterable[Total]) -> Reconciliation:
    """Set one side against the other. An order that a side names twice counts as it names it last."""
    theirs = {total.unit: total for total in shop}
    ours = {total.unit: total for total in here}
    differences = [
        found
        for unit in sorted({*theirs, *ours})
        if (found := _difference(theirs.get(unit), ours.get(unit))) is not None
    ]
    return Reconciliation(
        _days(theirs, ours), tuple(sorted(differences, key=lambda one: (one.day, one.unit)))
    )


def _difference(shop: Total | None, here: Total | None) -> OrderDifference | None:
    if here is None or shop is None:
        return _on_one_side(shop, here)
    if shop.counts != here.counts:
        kind = Difference.STATUS
    elif not shop.counts:
        return None
    elif abs(shop.amount - here.amount) >= CENT or shop.currency != here.currency:
        kind = Difference.AMOUNT
    elif shop.day != here.day:
        kind = Difference.DAY
    else:
        return None
    return OrderDifference(shop.unit, shop.day, kind, _counted(shop), _counted(here), shop.currency)


def _on_one_side(shop: Total | None, here: Total | None) -> OrderDifference | None:
    """A basket or a cancelled order that only one side keeps is in no figure."""
    told, kind = (shop, Difference.MISSING) if shop is not None else (here, Difference.GONE)
    if told is None or not told.counts:
        return None
    return OrderDifference(told.unit, told.day, kind, _counted(shop), _counted(here), told.currency)


def _counted(total: Total | None) -> Decimal | None:
    return total.amount if total is not None and total.counts else None


def _days(theirs: Mapping[str, Total], ours: Mapping[str, Total]) -> tuple[DayTotals, ...]:
    shop, here = _by_day(theirs.values()), _by_day(ours.values())
    return tuple(
        DayTotals(day, *shop.get(day, (0, NOTHING)), *here.get(day, (0, NOTHING)))
        for day in sorted({*shop, *here})
    )


def _by_day(totals: Iterable[Total]) -> dict[date, tuple[int, Decimal]]:
    days: dict[date, tuple[int, Decimal]] = {}
    for total in totals:
        if total.counts:
            orders, amount = days.get(total.day, (0, NOTHING))
            days[total.day] = orders + 1, amount + total.amount
    return days
