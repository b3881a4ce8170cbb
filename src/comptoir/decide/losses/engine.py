"""Whether a segment converts less than its own past says, by how much, since when. Pure.

Expected: its rate of the same weekdays over the weeks before. How much such a figure moves by itself is read from those
weeks: the interval is Student's, with one degree of freedom fewer than there are weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import student_ppf, student_sf

LEVEL = 0.80
WEEK = 7
RECENT_DAYS, BEFORE_DAYS = 14, 56
LONGEST = 28
"""Days among which the beginning of a loss is looked for."""
SHORTEST = 3
LEAST_EXPECTED = 20.0
"""Purchases: with fewer expected a fall cannot be told from chance."""
_LEAST_SPREAD = 0.2
"""Of what chance alone makes of a count: weeks that happen to be alike are not taken for sure."""
type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Days:
    """Day by day, the earliest first, none left out."""

    weekday: Sequence[int]
    visits: Sequence[float]
    purchases: Sequence[float]


@dataclass(frozen=True, slots=True)
class Inconclusive:
    """No answer, and why."""

    reason: str
    found: float
    needed: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    expected: float
    """Conversion, from the same weekdays before."""
    actual: float
    visits_a_week: float
    low: float
    """Of the purchases missing a week, 80 %."""
    mid: float
    high: float
    p_value: float
    """The chance of so few purchases, were nothing changed."""
    since: int
    """Place of the day, among all given, from which it is clearest."""


def shortfall(days: Days) -> Shortfall | Inconclusive:
    """The last 14 days against the 56 before."""
    asked = BEFORE_DAYS + RECENT_DAYS
    if len(days.visits) < asked:
        return Inconclusive("few_days", len(days.visits), asked)
    visits: Floats = np.asarray(days.visits[-asked:], np.float64)
    purchases: Floats = np.asarray(days.purchases[-asked:], np.float64)
    weekday = np.asarray(days.weekday[-asked:], np.int64)
    before = slice(0, BEFORE_DAYS)
    seen = np.bincount(weekday[before], visits[before], 8)
    bought = np.bincount(weekday[before], purchases[before], 8)
    whole = bought.sum() / seen.sum() if seen.sum() else 0.0
    rates = np.where(seen > 0, bought / np.maximum(seen, 1.0), whole)
    due: Floats = np.asarray(visits * rates[weekday], np.float64)
    recent = slice(BEFORE_DAYS, None)
    expected, actual, came = due[recent].sum(), purchases[recent].sum(), visits[recent].sum()
    if expected < LEAST_EXPECTED:
        return Inconclusive("few_purchases", float(expected), LEAST_EXPECTED)
    weeks = BEFORE_DAYS // WEEK
    spread = _spread(purchases[before].reshape(weeks, WEEK).sum(1), due[before].reshape(weeks, WEEK).sum(1))
    # Both the days to come and the rates that they are held against are known but roughly.
    shares = np.bincount(weekday[recent], visits[recent], 8)
    of_rates = (shares**2 * rates / np.maximum(seen, 1.0)).sum()
    error = float(np.sqrt(spread * (expected + of_rates)))
    missing = float(expected - actual)
    wide = student_ppf(0.5 + LEVEL / 2, weeks - 1) * error
    each = WEEK / RECENT_DAYS
    return Shortfall(
        float(expected / came),
        float(actual / came),
        float(came * each),
        (missing - wide) * each,
        missing * each,
        (missing + wide) * each,
        student_sf(missing / error, weeks - 1),
        len(days.visits) - len(visits) + _since(purchases, due),
    )


def _spread(counts: Floats, due: Floats) -> float:
    """By how much counts of a week vary more than single purchases would."""
    found = float(((counts - due) ** 2 / np.maximum(due, 1e-12)).sum() / (len(counts) - 1))
    return max(found, _LEAST_SPREAD)


def _since(purchases: Floats, due: Floats) -> int:
    """The first day of the run up to the last that is least likely at the usual rate."""
    best, place = -1.0, len(due) - RECENT_DAYS
    for begin in range(len(due) - LONGEST, len(due) - SHORTEST + 1):
        came, usual = float(purchases[begin:].sum()), float(due[begin:].sum())
        if usual <= 0 or came >= usual:
            continue
        likely = usual - came + (came * np.log(came / usual) if came else 0.0)
        if likely > best:
            best, place = likely, begin
    return place


def money_a_week(expected: float, actual: float, visits: float, margin: float) -> float:
    """(expected - actual conversion) x visits x margin of a purchase."""
    return (expected - actual) * visits * margin


def fallen_step(before: Sequence[float], recent: Sequence[float]) -> int | None:
    """The step whose share of the step before fell most; counts of each step. None where none fell."""
    worst, place = 1.0, None
    for at in range(1, len(before)):
        if not (before[at - 1] and before[at] and recent[at - 1]):
            continue
        ratio = (recent[at] / recent[at - 1]) / (before[at] / before[at - 1])
        if ratio < worst:
            worst, place = ratio, at
    return place


def stands_out(spans: Sequence[float | None], *, is_bad_up: bool) -> bool:
    """Whether the last of these spans of time is worse than each of the others; unknown ones tell nothing."""
    known = [one for one in spans if one is not None]
    if spans[-1] is None or len(known) < len(spans):
        return False
    return spans[-1] > max(known[:-1]) if is_bad_up else spans[-1] < min(known[:-1])
