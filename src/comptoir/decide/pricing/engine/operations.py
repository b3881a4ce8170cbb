"""What earlier reductions sold, read from prices and units alone. Credit, not cause: seasons and mails play along."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

LEAST_DEPTH = Decimal("0.05")
_HISTORY = 45
"""Days with a sale that the usual price is read from; a reduction that lasts longer has become the price."""
_FEW = 5
_GAP, _LEAST_DAYS = 3, 2
BEFORE_DAYS = 28


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the items looked at."""

    units: Decimal
    depth: Decimal
    """Reduction of the price, on average over the units."""


@dataclass(frozen=True, slots=True)
class Operation:
    start: date
    end: date
    depth: Decimal
    daily: Decimal
    """Units a day during it."""
    before: Decimal
    """Units a day in the four weeks before it."""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def ratio(self) -> Decimal | None:
        return self.daily / self.before if self.before > 0 else None


def depths(prices: Mapping[date, Decimal]) -> dict[date, Decimal]:
    """Of one item: how far below its usual price each day was, 0 where it was not."""
    usual: deque[Decimal] = deque(maxlen=_HISTORY)
    reduced: list[Decimal] = []
    found = {}
    for day in sorted(prices):
        price, middle = prices[day], median(usual) if len(usual) >= _FEW else None
        depth = 1 - price / middle if middle else Decimal(0)
        if depth < LEAST_DEPTH:
            reduced.clear()
            usual.append(price)
            found[day] = Decimal(0)
            continue
        reduced.append(price)
        found[day] = depth
        if len(reduced) > _HISTORY:
            usual.extend(reduced)
            reduced.clear()
    return found


def days_of(items: Iterable[tuple[Mapping[date, Decimal], Mapping[date, Decimal]]]) -> dict[date, Day]:
    """The items together: of each its prices and its units by day."""
    units: dict[date, Decimal] = {}
    given: dict[date, Decimal] = {}
    for prices, sold in items:
        below = depths(prices)
        for day, count in sold.items():
            units[day] = units.get(day, Decimal(0)) + count
            given[day] = given.get(day, Decimal(0)) + below.get(day, Decimal(0)) * count
    return {day: Day(count, given[day] / count if count else Decimal(0)) for day, count in units.items()}


def operations(days: Mapping[date, Day]) -> tuple[Operation, ...]:
    """Runs of reduced days, the newest first. A gap of up to three days does not end one; what began in the first four
    weeks has nothing to be compared with and is left out."""
    reduced = sorted(day for day, told in days.items() if told.depth >= LEAST_DEPTH)
    runs: list[list[date]] = []
    for day in reduced:
        if runs and (day - runs[-1][-1]).days <= _GAP + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    first = min(days, default=None)
    inside = set(reduced)
    found = []
    for run in runs:
        start, end = run[0], run[-1]
        length = (end - start).days + 1
        if first is None or length < _LEAST_DAYS or (start - first).days < BEFORE_DAYS:
            continue
        calm = [day for day in _days(start - timedelta(days=BEFORE_DAYS), start) if day not in inside]
        if not calm:
            continue
        sold = sum(
            (days[day].units for day in _days(start, end + timedelta(days=1)) if day in days), Decimal(0)
        )
        weight = sum((days[day].units for day in run), Decimal(0))
        depth = sum((days[day].depth * days[day].units for day in run), Decimal(0)) / weight
        before = sum((days[day].units for day in calm if day in days), Decimal(0)) / len(calm)
        found.append(Operation(start, end, depth, sold / length, before))
    return tuple(reversed(found))


def _days(start: date, end: date) -> Iterable[date]:
    """`end` left out."""
    return (start + timedelta(days=place) for place in range((end - start).days))
