"""The days of a review and those before, worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.periods import Period
from comptoir.decide.review.spans import LONGEST_VISIT, PERIODS, VISIT, since, span_of

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("name", "start", "before"),
    [
        # A day faces the same weekday of the week before, not Friday.
        ("day", SATURDAY, (date(2026, 11, 14), date(2026, 11, 14))),
        # A running week or month faces as many days of the one before.
        ("week", date(2026, 11, 16), (date(2026, 11, 9), date(2026, 11, 14))),
        ("month", date(2026, 11, 1), (date(2026, 10, 1), date(2026, 10, 21))),
        ("30d", date(2026, 10, 23), (date(2026, 9, 23), date(2026, 10, 22))),
        ("90d", date(2026, 8, 24), (date(2026, 5, 26), date(2026, 8, 23))),
        ("365d", date(2025, 11, 22), (date(2024, 11, 22), date(2025, 11, 21))),
    ],
)
def test_named_periods(name, start, before):
    span = span_of(name, SATURDAY)
    assert span.period == Period(start, SATURDAY)
    assert (span.compared.start, span.compared.end) == before


def test_since_a_visit_the_days_that_were_not_over_then():
    span = since(date(2026, 11, 18), SATURDAY)
    assert (span.name, span.period) == (VISIT, Period(date(2026, 11, 18), SATURDAY))
    # Wednesday to Saturday face Wednesday to Saturday.
    assert span.compared == Period(date(2026, 11, 11), date(2026, 11, 14))


def test_a_visit_on_a_monday_counts_from_friday():
    span = since(date(2026, 11, 20), date(2026, 11, 22))
    assert (span.period.days, span.compared.start) == (3, date(2026, 11, 13))


@pytest.mark.parametrize(
    ("visit", "name"),
    [(None, "day"), (SATURDAY, VISIT), (SATURDAY + timedelta(days=1), "day"), (date(2026, 10, 1), "30d")],
)
def test_without_a_visit_or_after_a_long_absence(visit, name):
    assert since(visit, SATURDAY).name == name


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, LONGEST_VISIT - 1), st.integers(1, 7))
def test_what_is_compared_lies_before_and_is_as_long(day, ago, week_start):
    spans = [since(day - timedelta(days=ago), day, week_start)]
    spans += [span_of(name, day, week_start) for name in PERIODS if name != "month"]
    for span in spans:
        assert span.compared.end < span.period.start
        assert span.compared.days == span.period.days
        if span.name == VISIT and span.period.days % 7:
            assert (span.period.start - span.compared.start).days % 7 == 0
