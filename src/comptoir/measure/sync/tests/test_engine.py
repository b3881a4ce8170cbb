"""When a connection is due, and what people are told of its freshness."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.measure.sync.engine import Freshness, Standing, freshness, is_due

NOW = datetime(2026, 11, 22, 9, 7, tzinfo=UTC)
FRESH = Standing("hour", False, NOW - timedelta(hours=1), NOW - timedelta(hours=1), False, False)


def since(**ago: float) -> datetime:
    return NOW - timedelta(**ago)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (FRESH, Freshness.FRESH),
        (replace(FRESH, succeeded_at=since(hours=4)), Freshness.LATE),
        (replace(FRESH, rhythm="day", succeeded_at=since(hours=29)), Freshness.FRESH),
        (replace(FRESH, rhythm="day", succeeded_at=since(hours=31)), Freshness.LATE),
        (replace(FRESH, rhythm="manual", succeeded_at=since(days=300)), Freshness.FRESH),
        (replace(FRESH, is_failing=True), Freshness.FRESH),
        (replace(FRESH, is_failing=True, is_permanent=True), Freshness.BROKEN),
        (replace(FRESH, succeeded_at=None), Freshness.NEVER),
        (replace(FRESH, succeeded_at=None, is_failing=True), Freshness.LATE),
        (replace(FRESH, is_paused=True, is_failing=True, is_permanent=True), Freshness.PAUSED),
    ],
)
def test_freshness(standing: Standing, expected: Freshness) -> None:
    assert freshness(standing, NOW) is expected


@pytest.mark.parametrize(
    ("standing", "is_night", "expected"),
    [
        (FRESH, False, True),
        (replace(FRESH, attempted_at=since(minutes=20)), False, False),
        (replace(FRESH, attempted_at=None, succeeded_at=None), False, True),
        (replace(FRESH, rhythm="manual"), True, False),
        (replace(FRESH, is_paused=True), True, False),
        (replace(FRESH, rhythm="day", attempted_at=since(hours=23)), False, False),
        (replace(FRESH, rhythm="day", attempted_at=since(hours=23)), True, True),
        (replace(FRESH, rhythm="day", attempted_at=None, succeeded_at=None), False, True),
        (replace(FRESH, is_failing=True, is_permanent=True), False, False),
        (replace(FRESH, is_failing=True, is_permanent=True, attempted_at=since(hours=7)), False, True),
    ],
)
def test_due(standing: Standing, is_night: bool, expected: bool) -> None:
    assert is_due(standing, NOW, is_night=is_night) is expected


@given(st.sampled_from(["hour", "day"]), st.integers(0, 23))
def test_the_hourly_look_never_leaves_a_healthy_connection_late(rhythm: str, start: int) -> None:
    """Looked at every hour, with every reading well: never late, once it was read."""
    now = NOW.replace(hour=start)
    standing = Standing(rhythm, False, None, None, False, False)
    for _hour in range(80):
        if is_due(standing, now, is_night=now.hour in range(2, 6)):
            standing = replace(standing, attempted_at=now, succeeded_at=now)
        assert freshness(standing, now) is Freshness.FRESH
        now += timedelta(hours=1)
