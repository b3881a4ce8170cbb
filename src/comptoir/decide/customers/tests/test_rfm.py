"""Marks, segments and times between orders, on tables that can be read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.customers.engine.book import NO_DAY, Book
from comptoir.decide.customers.engine.rfm import GRID, SEGMENTS, Segment, marks, rfm
from comptoir.decide.customers.engine.timing import Return, timing


def book(*rows, until=1000):
    """first, last, second, days, orders, amount, first_amount"""
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    return Book(until, np.arange(len(rows), dtype=np.int64), *columns)


def test_ten_values_make_five_marks_of_two():
    assert marks(np.arange(10, 20)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_equals_get_the_mark_of_the_lowest_of_them():
    # Six of ten ordered once: the next ones have six tenths below them.
    assert marks(np.array([1, 1, 1, 1, 1, 1, 2, 2, 3, 9])).tolist() == [1] * 6 + [4, 4, 5, 5]


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=60))
def test_marks_keep_the_order_and_never_part_equals(values):
    found = marks(np.array(values))
    assert set(found.tolist()) <= {1, 2, 3, 4, 5}
    by_value: dict[int, int] = {}
    for value, mark in sorted(zip(values, found.tolist(), strict=True)):
        assert by_value.setdefault(value, mark) == mark
    assert list(by_value.values()) == sorted(by_value.values())


def test_a_thousandth_of_a_cent_keeps_customers_apart_exactly():
    """As floats 0.1 + 0.2 and 0.3 differ; as whole units they are the same value."""
    assert marks(np.array([1_000 + 2_000, 3_000, 3_001])).tolist() == [1, 1, 4]


def test_every_pair_of_marks_has_a_segment():
    assert GRID.shape == (5, 5)
    assert set(GRID.ravel().tolist()) == set(range(len(SEGMENTS)))
    assert [SEGMENTS[n] for n in GRID[4]][-1] is Segment.CHAMPIONS
    assert SEGMENTS[GRID[0, 0]] is Segment.DORMANT
    assert SEGMENTS[GRID[0, 4]] is Segment.DEAR


def test_segments_by_hand():
    # Each customer a later last day and more orders than the one before.
    rows = [(0, 10 * n, NO_DAY, n, n, 100 * n, 50) for n in range(1, 6)]
    found = rfm(book(*rows))
    assert found.recency.tolist() == found.frequency.tolist() == found.value.tolist() == [1, 2, 3, 4, 5]
    assert [SEGMENTS[n].value for n in found.segment] == [
        "dormant",
        "dormant",
        "attention",
        "loyal",
        "champions",
    ]


def test_repeat_purchases_are_counted_by_day_and_leave_out_the_first_day():
    found = book(
        (900, 970, 930, 3, 5, 90_0000, 30_0000), (1000, 1000, NO_DAY, 1, 2, 5_0000, 5_0000)
    ).purchases()
    assert found.repeats.tolist() == [2, 0]
    assert found.last_after.tolist() == [70, 0]
    assert found.age.tolist() == [100, 0]
    assert found.value.tolist() == [30.0, 0.0]


def test_only_those_whose_time_is_over_are_counted():
    """40 customers of 100 days, half back after 10 days; 40 of 20 days, all back after 5."""
    old = [(900, 910, 910 if n % 2 else NO_DAY, 2 if n % 2 else 1, 2, 1, 1) for n in range(40)]
    young = [(980, 985, 985, 2, 2, 1, 1)] * 40
    found = timing(book(*old, *young))
    assert found.returns == (
        Return(7, 80, 40),
        Return(14, 80, 60),
        Return(30, 40, 20),
        Return(60, 40, 20),
        Return(90, 40, 20),
    )
    assert found.returns[1].share == pytest.approx(0.75)
    assert found.quartiles == (5, 5, 10)
