"""Labels above a chart: none overlaps another, at any width, and what has no room is left to its mark."""

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.charts import api
from comptoir.core.charts.labels import HIDDEN, LONGEST, MOST_ROWS, NARROWEST, WIDE, rows_of

FIRST = date(2026, 12, 1)
WORDS = api.TrendWords("Net sales", "Last year", "Day")
LETTER = 6.2


@given(
    st.lists(st.tuples(st.floats(0, 1), st.text("abcM ", min_size=1, max_size=30)), max_size=12),
    st.sampled_from([NARROWEST, WIDE]),
    st.floats(1, 3),
)
def test_no_two_of_a_row_overlap_at_the_width_or_a_larger_one(marks, width, larger):
    marks = sorted(marks)
    rows = rows_of([place for place, _label in marks], [label for _place, label in marks], width)
    assert len(rows) == len(marks)
    assert set(rows) <= {HIDDEN, *range(MOST_ROWS)}
    if marks:
        assert rows[0] == 0
    for row in range(MOST_ROWS):
        ends = [
            (place * width * larger, min(LONGEST, len(label) * LETTER) / 2)
            for (place, label), found in zip(marks, rows, strict=True)
            if found == row
        ]
        for (left, half), (right, other) in pairwise(ends):
            assert left + half < right - other


def labels_of(width, *, shown=("Christmas", "New Year's Day", "Winter sales")):
    """Label -> centre and baseline, as drawn."""
    points = [api.TrendPoint(FIRST + timedelta(days=n), "", Decimal(100 + n), "") for n in range(84)]
    marks = [
        api.CalendarMark(day, day, words)
        for day, words in zip((date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 6)), shown, strict=True)
    ]
    svg = api.to_svg(api.trend(points, WORDS, marks=marks), width=width)
    found = {}
    for place, opacity, words in re.findall(
        r'<text[^>]*transform="translate\(([^)]*)\)"[^>]*?(opacity="0")?>([^<]*)</text>', svg
    ):
        if words in shown and not opacity:
            found[words] = tuple(float(one) for one in place.split(","))
    return found


@pytest.mark.parametrize("width", [300, 390, 600, 760, 1200])
def test_christmas_and_new_year_stand_apart_in_a_chart_of_twelve_weeks(width):
    found = labels_of(width)
    assert {"Christmas", "New Year's Day"} <= found.keys()
    boxes = [(x, y, len(words) * LETTER / 2) for words, (x, y) in found.items()]
    for place, (x, y, half) in enumerate(boxes):
        for other_x, other_y, other in boxes[place + 1 :]:
            assert abs(y - other_y) >= 12 or abs(x - other_x) >= half + other


def test_where_there_is_room_all_stand_in_one_row():
    assert len({y for _x, y in labels_of(1200, shown=("A", "B", "C")).values()}) == 1
