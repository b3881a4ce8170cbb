"""What stops an order, before anybody presses a button."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Limit(StrEnum):
    STOCK_UNKNOWN = "stock_unknown"
    SEASON_OVER = "season_over"
    BELOW_MINIMUM = "below_minimum"
    COST_UNKNOWN = "cost_unknown"
    TIED_UP = "tied_up"


def own_limit(units: int, minimum: int, delay: int, season: int | None) -> Limit | None:
    """Of an item alone: it would arrive after its season, or fewer are needed than the supplier sells."""
    if season is not None and delay >= season:
        return Limit.SEASON_OVER
    return Limit.BELOW_MINIMUM if 0 < units < minimum else None


@dataclass(frozen=True, slots=True)
class Wish:
    """An item that could be ordered."""

    cost: Decimal | None
    """Of all its units; None where the purchase cost is unknown."""
    saved: Decimal
    """What the order would earn."""


def within(bound: Decimal | None, wishes: Sequence[Wish]) -> list[Limit | None]:
    """What the most money that may be tied up leaves out: those that earn most are served first, and one that no
    longer fits leaves its place to the next."""
    found: list[Limit | None] = [None] * len(wishes)
    if bound is None:
        return found
    left = bound
    for place in sorted(range(len(wishes)), key=lambda place: (-wishes[place].saved, place)):
        cost = wishes[place].cost
        if cost is None:
            found[place] = Limit.COST_UNKNOWN
        elif cost > left:
            found[place] = Limit.TIED_UP
        else:
            left -= cost
    return found
