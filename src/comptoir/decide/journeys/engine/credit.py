"""Who is credited for an order, and by which ways orders came. Pure.

Credit shares the sales of an order among the visits before it by a rule that somebody named; it says nothing of what
the order would have been without them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

HALF_LIFE = 7.0
"""Days after which a visit is worth half as much, where credit decays."""
ENDS = 0.4
"""What the first and the last visit each receive, where credit goes by position."""
type Floats = NDArray[np.float64]


class Model(StrEnum):
    """The rules by which an order is credited."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    POSITION = "position"
    DECAY = "decay"


@dataclass(frozen=True, slots=True)
class Touches:
    """Visits before orders: order by order, the earliest first."""

    order: Sequence[int]
    """Which order, from 0 on, never going back."""
    channel: Sequence[int]
    days_before: Sequence[float]


@dataclass(frozen=True, slots=True)
class Credit:
    cents: tuple[int, ...]
    """By channel; together exactly the sales."""
    orders: tuple[float, ...]
    """By channel, parts of orders among them."""


@dataclass(frozen=True, slots=True)
class Path:
    channels: tuple[int, ...]
    """Visits by the same channel one after the other told once."""
    orders: int
    cents: int
    days: float
    """From the first visit to the order: half of the orders took so long or less."""


def credited(touches: Touches, cents: Sequence[int], channels: int) -> Mapping[Model, Credit]:
    """What each rule gives each of the channels; `cents` are the sales of each order."""
    order = np.asarray(touches.order, np.int64)
    channel = np.asarray(touches.channel, np.int64)
    sales = np.asarray(cents, np.int64)
    found = {}
    for model in Model:
        shares = _shares(model, order, np.asarray(touches.days_before, np.float64), len(sales))
        orders = np.bincount(channel, shares, channels)
        amounts = np.bincount(channel, shares * sales[order], channels)
        found[model] = Credit(apportioned(amounts, int(sales.sum())), tuple(map(float, orders)))
    return found


def _shares(model: Model, order: NDArray[np.int64], days: Floats, orders: int) -> Floats:
    """The part of its order that each visit receives; those of an order make 1."""
    visits = np.bincount(order, minlength=orders)
    place = np.arange(len(order)) - (np.cumsum(visits) - visits)[order]
    of, is_last = visits[order], place == visits[order] - 1
    match model:
        case Model.FIRST:
            return np.asarray(place == 0, np.float64)
        case Model.LAST:
            return np.asarray(is_last, np.float64)
        case Model.LINEAR:
            return np.asarray(1 / of)
        case Model.POSITION:
            between = np.where(of > 2, (1 - 2 * ENDS) / np.maximum(of - 2, 1), 0.0)
            ends = np.where(of == 1, 1.0, np.where(of == 2, 0.5, ENDS))
            return np.asarray(np.where((place == 0) | is_last, ends, between))
        case Model.DECAY:
            # Beside the latest visit of its order, so that no weight is too small for a number.
            latest = np.full(orders, np.inf)
            np.minimum.at(latest, order, days)
            weight = np.exp2(-(days - latest[order]) / HALF_LIFE)
            return np.asarray(weight / np.bincount(order, weight, orders)[order])


def apportioned(amounts: Floats, total: int) -> tuple[int, ...]:
    """Whole cents that add up to the total: each rounded down, the rest to the largest fractions."""
    floors = np.floor(amounts).astype(np.int64)
    missing = total - int(floors.sum())
    by_fraction = np.argsort(-(amounts - floors), kind="stable")
    if missing < 0:  # a whole amount that the sum of its parts went past by a hair
        floors[by_fraction[missing:]] -= 1
    else:
        floors[by_fraction[:missing]] += 1
    return tuple(map(int, floors))


def paths(touches: Touches, cents: Sequence[int]) -> list[Path]:
    """The ways that orders came, the most frequent first."""
    ways: list[list[int]] = [[] for _order in cents]
    begun = [0.0] * len(cents)
    for order, channel, days in zip(touches.order, touches.channel, touches.days_before, strict=True):
        way = ways[order]
        if not way:
            begun[order] = days
        if not way or way[-1] != channel:
            way.append(channel)
    of = list(map(tuple, ways))
    counted = Counter(of)
    sales: Counter[tuple[int, ...]] = Counter()
    times: dict[tuple[int, ...], list[float]] = {}
    for told, amount, days in zip(of, cents, begun, strict=True):
        sales[told] += amount
        times.setdefault(told, []).append(days)
    found = [Path(one, count, sales[one], float(np.median(times[one]))) for one, count in counted.items()]
    return sorted(found, key=lambda one: (-one.orders, -one.cents, one.channels))
