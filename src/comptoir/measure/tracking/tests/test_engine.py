"""Shifts of the measurement: found where they are, on their day, and nowhere else."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.measure.tracking.engine import POINTS, Day, shifts

FIRST = date(2026, 1, 1)


def series(*levels: tuple[int, int, float], seed: int = 1) -> list[Day]:
    """(days, orders a day, share seen), one after the other."""
    draw, days = random.Random(seed), []
    for length, orders, share in levels:
        for _ in range(length):
            placed = max(1, round(draw.gauss(orders, orders**0.5)))
            seen = sum(draw.random() < share for _ in range(placed))
            days.append(Day(FIRST + timedelta(days=len(days)), seen, placed))
    return days


def at(place: int) -> date:
    return FIRST + timedelta(days=place)


def exact(*levels: tuple[int, int, int]) -> list[Day]:
    """(days, seen, orders) without chance."""
    told = [(seen, orders) for length, seen, orders in levels for _ in range(length)]
    return [Day(at(place), seen, orders) for place, (seen, orders) in enumerate(told)]


def test_a_loss_is_dated_and_measured() -> None:
    (found,) = shifts(exact((40, 80, 100), (9, 55, 100), (20, 80, 100)))
    assert (found.start, found.end, found.last) == (at(40), at(48), at(48))
    assert (found.before, found.during, round(found.points, 6)) == (0.8, 0.55, -25)


def test_what_goes_on_has_no_end() -> None:
    (found,) = shifts(exact((40, 80, 100), (5, 55, 100)))
    assert (found.start, found.end, found.last) == (at(40), None, at(44))


def test_a_gain_is_one_too() -> None:
    """A tag that fires twice."""
    (found,) = shifts(exact((40, 80, 100), (6, 150, 100), (20, 80, 100)))
    assert (found.start, found.end, round(found.points)) == (at(40), at(45), 70)


def test_less_than_three_points_is_none_however_sure() -> None:
    assert shifts(exact((60, 80_000, 100_000), (60, 77_500, 100_000))) == ()
    assert len(shifts(exact((60, 80_000, 100_000), (30, 76_900, 100_000)))) == 1


def test_few_orders_never_alarm() -> None:
    """Two orders a day, none of them seen for two days: chance does that"""
    assert shifts(exact((60, 2, 2), (1, 1, 2), (60, 2, 2))) == ()
    assert shifts(series((120, 3, 0.75), seed=4)) == ()


def test_a_new_tool_becomes_the_usual_level() -> None:
    """Six weeks after, it is no incident any more; a loss from there is one"""
    first, second = shifts(exact((60, 80, 100), (90, 65, 100), (5, 30, 100)))
    assert (first.start, first.end) == (at(60), at(102))
    assert (second.start, second.end, second.before) == (at(150), None, 0.65)


def test_days_without_orders_say_nothing() -> None:
    days = exact((40, 80, 100), (3, 0, 0), (8, 55, 100))
    assert [one.start for one in shifts(days)] == [at(43)]
    assert shifts([]) == ()


@pytest.mark.parametrize("lost", [0.10, 0.25, 0.6])
def test_losses_are_found_in_noise(lost: float) -> None:
    """Of ten shops with a hundred orders a day that lose so much for twelve days."""
    begun = 0
    for seed in range(10):
        share = 0.78
        found = shifts(series((60, 100, share), (12, 100, share * (1 - lost)), (30, 100, share), seed=seed))
        begun += any(abs((one.start - at(60)).days) <= 2 for one in found)
    assert begun >= (4 if lost == 0.10 else 10)


@pytest.mark.slow
def test_false_alarms_are_rare() -> None:
    """Forty years of a shop whose measurement never moves: one in ten years at most."""
    alarms = sum(len(shifts(series((365, 100, 0.78), seed=seed))) for seed in range(40))
    assert alarms <= 4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 50)), max_size=80))
def test_what_is_told_is_so(told: list[tuple[int, int]]) -> None:
    """In order, apart, by three points at least at its start."""
    days = [Day(at(place), seen, orders) for place, (seen, orders) in enumerate(told)]
    found = shifts(days)
    ends = [one.end for one in found]
    assert None not in ends[:-1]
    for one, after in pairwise(found):
        assert one.start <= (one.end or one.start) < after.start
    assert all(abs(one.during - one.before) > 0 for one in found)
    assert POINTS == 0.03
