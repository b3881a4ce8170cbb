"""What stops a discount, and what it would bring by what earlier ones sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from comptoir.decide.pricing.engine.margin import Unit, units_needed


class Limit(StrEnum):
    STRUCK_ABOVE = "struck_above"
    """The struck price is above the reference: a misleading practice."""
    LOSS = "loss"
    """A unit would be sold for less than it costs, outside the legal sales."""
    NO_REDUCTION = "no_reduction"
    """The reference is no higher than the new price: nothing may be announced."""
    NO_REFERENCE = "no_reference"
    """No sale of the 30 days tells a price: nothing may be struck."""
    UNKNOWN_COST = "unknown_cost"
    STOCK_SHORT = "stock_short"
    """The stock does not hold the units that make up for the discount."""


BLOCKING = frozenset({Limit.STRUCK_ABOVE, Limit.LOSS})


@dataclass(frozen=True, slots=True)
class Offer:
    """One item, or several as one mean item."""

    unit: Unit | None
    """Before; None where its cost is unknown."""
    discount: Decimal
    days: int
    daily: Decimal
    """Units a day without the offer."""
    price: Decimal
    """New, tax included."""
    reference: Decimal | None
    struck: Decimal | None = None
    """The price that would be shown struck through; None: the reference."""
    stock: Decimal | None = None
    in_soldes: bool = False
    """The whole offer lies in the legal sales."""

    @property
    def after(self) -> Unit | None:
        return self.unit.discounted(self.discount) if self.unit else None

    @property
    def needed(self) -> Decimal | None:
        """Share of units to be sold on top."""
        return units_needed(self.unit.margin, self.after.margin) if self.unit and self.after else None

    @property
    def units_to_sell(self) -> Decimal | None:
        """During the offer, for the same margin."""
        return None if self.needed is None else self.daily * self.days * (1 + self.needed)


@dataclass(frozen=True, slots=True)
class Outcome:
    low: Decimal
    mid: Decimal
    high: Decimal


def limits(offer: Offer) -> tuple[Limit, ...]:
    found = []
    if offer.struck is not None and (offer.reference is None or offer.struck > offer.reference):
        found.append(Limit.STRUCK_ABOVE)
    if offer.after is not None and offer.after.margin < 0 and not offer.in_soldes:
        found.append(Limit.LOSS)
    if offer.reference is None:
        found.append(Limit.NO_REFERENCE)
    elif offer.price >= offer.reference:
        found.append(Limit.NO_REDUCTION)
    if offer.unit is None:
        found.append(Limit.UNKNOWN_COST)
    to_sell = offer.units_to_sell if offer.units_to_sell is not None else offer.daily * offer.days
    if offer.stock is not None and offer.stock < to_sell:
        found.append(Limit.STOCK_SHORT)
    return tuple(found)


def is_blocked(found: Sequence[Limit]) -> bool:
    return bool(BLOCKING & set(found))


def expected(offer: Offer, ratios: Sequence[Decimal]) -> Outcome | None:
    """Margin won or lost during the offer, if it multiplies units as earlier ones did: the least, the middle, the most.

    With a single one before, the least is no more units at all. None without costs or without any offer before.
    """
    if offer.unit is None or offer.after is None or not ratios:
        return None
    tried = sorted(ratios) if len(ratios) > 1 else sorted((Decimal(1), ratios[0]))
    middle = median(ratios)
    won = [_won(offer.unit, offer.after, offer, ratio) for ratio in (*tried, middle)]
    return Outcome(min(won), won[-1], max(won))


def without_more_units(offer: Offer) -> Decimal | None:
    """What it costs if it sells no more."""
    if offer.unit is None or offer.after is None:
        return None
    return _won(offer.unit, offer.after, offer, Decimal(1))


def _won(before: Unit, after: Unit, offer: Offer, ratio: Decimal) -> Decimal:
    usual = offer.daily * offer.days
    sold = usual * ratio
    if offer.stock is not None:
        sold = min(sold, max(offer.stock, Decimal(0)))
        usual = min(usual, max(offer.stock, Decimal(0)))
    return sold * after.margin - usual * before.margin
