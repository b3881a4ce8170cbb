"""Where progress and landing disagree, and only there, it is said."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.decide.forecasts.api import Landing
from comptoir.decide.targets.shapes import Progress

START, END, LAST = date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("share", "expected", "is_apart"),
    [(1.03, 90.0, True), (0.97, 104.0, True), (1.03, 104.0, False), (0.97, 90.0, False), (None, 90.0, False)],
)
def test_what_points_apart(share: float | None, expected: float, is_apart: bool) -> None:
    landing = Landing(START, END, 54.0, expected, expected - 5, expected + 5, 0.5)
    found = Progress(START, LAST, 54.0, Decimal(100), share, 0.54, landing)
    assert found.points_apart is is_apart
    assert found.missed == pytest.approx(expected / 100 - 1)
    assert not Progress(START, LAST, 54.0, None, share, None, landing).points_apart
