"""The margin of a unit before and after a discount, and how many more units make up for it."""

from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """What one unit leaves, without tax. 100 of price, 60 of cost, 10 of logistics and fees leave 30."""

    price: Decimal
    cost: Decimal
    selling: Decimal
    """Logistics, payment, fees: the same whatever the price."""

    @property
    def margin(self) -> Decimal:
        return self.price - self.cost - self.selling

    def discounted(self, share: Decimal) -> "Unit":
        return replace(self, price=self.price * (1 - share))


def units_needed(before: Decimal, after: Decimal) -> Decimal | None:
    """Share of units to be sold on top for the same margin: before / after - 1. None where no number of units does it,
    or where nothing was earned before."""
    if after <= 0 or before <= 0:
        return None
    return before / after - 1


def highest_discount(unit: Unit) -> Decimal:
    """At which nothing is left of a unit; 0 where nothing is left already."""
    return max(Decimal(0), unit.margin / unit.price) if unit.price > 0 else Decimal(0)
