"""When the share of own-site orders that the audience tool sees leaves its own recent level. Pure.

The level of some days is set against that of the four weeks before them: they differ where the shares are three points
apart or more, and further apart than chance puts two samples of as many orders (a binomial interval of five standard
errors, for every day and every length of days is looked at). Few orders therefore never alarm; a small loss takes
longer to be sure of than a large one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

POINTS = 0.03
"""What makes a data incident (see the definitions of metrics)."""
SURE, BACK = 5.0, 3.0
"""Standard errors that tell a level from the usual one; and, once it is known to have left, from the one it left to."""
USUAL_DAYS = 28
LONGEST = 14
"""Days of a window: what goes on longer has been found by then."""
LEAST_CHANCE = 0.05
"""Variance of an order that is seen or not: that of a tool that sees nearly all is never taken as less."""
LEAST_DAYS, LEAST_ORDERS = 7, 100
"""What the usual level must be known by."""
SETTLED_DAYS = 42
"""After these a new level is the usual one: the tool was changed for good."""


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    seen: int
    """Purchases that the tool saw."""
    orders: int
    """Orders of the own site."""


@dataclass(frozen=True, slots=True)
class Shift:
    start: date
    end: date | None
    """None: it goes on."""
    before: float
    during: float
    last: date
    """The last day known of it."""

    @property
    def points(self) -> float:
        """By how many points of share it moved, below zero where the tool sees less."""
        return 100 * (self.during - self.before)


@dataclass(frozen=True, slots=True)
class _Level:
    seen: int
    orders: int

    @property
    def share(self) -> float:
        return self.seen / self.orders

    def apart(self, other: "_Level") -> float:
        """In standard errors of two samples of one share, above zero where this one is the higher."""
        if not (self.orders and other.orders):
            return 0.0
        # Two more of either: neither nothing seen nor everything makes a sample certain.
        share = (self.seen + other.seen + 2) / (self.orders + other.orders + 4)
        # A tool that sees more than there is counts some orders twice: as uncertain as a count.
        chance = max(share * (1 - share), LEAST_CHANCE) if share <= 1 else share
        return (self.share - other.share) / sqrt(chance * (1 / self.orders + 1 / other.orders))


def shifts(days: Sequence[Day]) -> tuple[Shift, ...]:
    """The times at which the measurement had moved, in order."""
    return tuple(_found(sorted((one for one in days if one.orders > 0), key=lambda one: one.day)))


def _found(days: list[Day]) -> Iterator[Shift]:
    usual: list[int] = []
    """Places of the days that make the usual level."""
    at, unsure = 0, 0
    while at < len(days):
        begun = _left(days, usual, range(unsure, at + 1))
        if begun is None:
            at += 1
            if at - unsure >= LONGEST:
                usual.append(unsure)
                unsure += 1
            continue
        usual += range(unsure, begun)
        before = _level(days, usual[-USUAL_DAYS:])
        end = _returned(days, begun, before)
        shift = Shift(
            days[begun].day,
            None,
            before.share,
            _level(days, range(begun, len(days) if end is None else end)).share,
            days[-1].day,
        )
        if end is None:
            yield shift
            return
        yield replace(shift, end=days[end - 1].day, last=days[end - 1].day)
        if not _is_near(_level(days, range(end, min(end + LONGEST, len(days)))), before):
            usual = list(range(begun, end))
        at = unsure = end


def _left(days: list[Day], usual: list[int], recent: range) -> int | None:
    """The place from which the days up to the last of `recent` stand apart from those before; None if they do not."""
    best, place = SURE, None
    for begin in recent:
        known = [*usual, *range(recent.start, begin)][-USUAL_DAYS:]
        before, now = _level(days, known), _level(days, range(begin, recent.stop))
        if len(known) < LEAST_DAYS or before.orders < LEAST_ORDERS:
            continue
        apart = abs(now.apart(before))
        if apart >= best and not _is_near(now, before):
            best, place = apart, begin
    return place


def _returned(days: list[Day], begun: int, before: _Level) -> int | None:
    """The place from which the level is the usual one again, or the new one has become it; None if it goes on."""
    for last in range(begun + 1, len(days)):
        best, place = BACK, None
        for begin in range(max(begun + 1, last + 1 - LONGEST), last + 1):
            during, now = _level(days, range(begun, begin)), _level(days, range(begin, last + 1))
            apart = abs(now.apart(during))
            is_back = abs(now.share - before.share) < abs(during.share - before.share) / 2
            if apart >= best and is_back:
                best, place = apart, begin
        if place is not None:
            return place
        if (days[last].day - days[begun].day).days >= SETTLED_DAYS:
            return last + 1 if last + 1 < len(days) else None
    return None


def _is_near(one: _Level, other: _Level) -> bool:
    return not (one.orders and other.orders) or abs(one.share - other.share) < POINTS


def _level(days: list[Day], places: Sequence[int]) -> _Level:
    return _Level(sum(days[at].seen for at in places), sum(days[at].orders for at in places))
