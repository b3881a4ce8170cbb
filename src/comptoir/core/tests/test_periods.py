"""Periods and what they are compared with (the dates are those of the trade's own calendar)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.errors import InputError, UsageError
from comptoir.core.periods import (
    PRESETS,
    Comparison,
    Grain,
    Period,
    add_months,
    bucket,
    bucket_start,
    buckets,
    compare_period,
    kind_of,
    preset,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def span(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def last_year(start: str, end: str, kind: Grain | None = None) -> Period:
    return compare_period(span(start, end), kind, Comparison.YEAR, TODAY)


def previous(start: str, end: str, kind: Grain | None = None, today: date = TODAY) -> Period:
    return compare_period(span(start, end), kind, Comparison.PREVIOUS, today)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(InputError, match="2026-02-01"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_both_ends_are_included():
    period = span("2026-01-31", "2026-03-01")
    assert period.days == 30
    assert period.months == ("2026-01", "2026-02", "2026-03")
    assert date(2026, 3, 1) in period
    assert date(2026, 3, 2) not in period
    assert len(list(period)) == 30


def test_days_weeks_and_free_ranges_look_364_days_back():
    # First day of the winter soldes, then Black Friday: the weekdays face each other.
    assert last_year("2027-01-06", "2027-01-06") == span("2026-01-07", "2026-01-07")
    assert last_year("2027-11-26", "2027-11-26") == span("2026-11-27", "2026-11-27")
    assert last_year("2026-11-16", "2026-11-22") == span("2025-11-17", "2025-11-23")
    assert last_year("2026-10-05", "2026-11-10") == span("2025-10-06", "2025-11-11")


def test_the_first_week_of_2027_faces_week_2_of_2026():
    week = bucket(date(2027, 1, 4), Grain.WEEK)
    compared = compare_period(week, Grain.WEEK, Comparison.YEAR, TODAY)
    assert week.start.isocalendar()[:2] == (2027, 1)
    assert compared.start.isocalendar()[:2] == (2026, 2)
    assert date(2026, 12, 31).isocalendar().week == 53


def test_months_quarters_and_years_follow_the_calendar():
    assert last_year("2026-10-01", "2026-10-31") == span("2025-10-01", "2025-10-31")
    assert last_year("2025-02-01", "2025-02-28") == span("2024-02-01", "2024-02-29")
    assert last_year("2024-02-01", "2024-02-29") == span("2023-02-01", "2023-02-28")
    assert last_year("2026-07-01", "2026-09-30") == span("2025-07-01", "2025-09-30")
    assert previous("2026-01-01", "2026-12-31") == span("2025-01-01", "2025-12-31")
    assert previous("2026-04-01", "2026-06-30") == span("2026-01-01", "2026-03-31")
    assert previous("2026-03-01", "2026-03-31") == span("2026-02-01", "2026-02-28")
    assert previous("2026-03-01", "2026-04-30") == span("2026-01-01", "2026-02-28")


def test_a_running_month_is_compared_with_the_same_elapsed_days():
    assert last_year("2026-11-01", "2026-11-20") == span("2025-11-01", "2025-11-20")
    assert previous("2026-11-01", "2026-11-20") == span("2026-10-01", "2026-10-20")
    assert previous("2026-03-01", "2026-03-30", today=date(2026, 3, 31)) == span("2026-02-01", "2026-02-28")
    assert previous("2026-01-01", "2026-03-10", today=date(2026, 3, 11)) == span("2025-10-01", "2025-12-08")
    assert previous("2026-11-16", "2026-11-18", Grain.WEEK) == span("2026-11-09", "2026-11-11")


def test_the_kind_of_the_preset_decides_where_days_alone_cannot():
    january = ("2026-01-01", "2026-01-20")
    assert previous(*january, Grain.YEAR) == span("2025-01-01", "2025-01-20")
    assert previous(*january, Grain.MONTH) == span("2025-12-01", "2025-12-20")
    assert previous(*january, Grain.DAY) == span("2025-12-12", "2025-12-31")


def test_the_kind_is_read_from_the_days():
    assert kind_of(span("2026-11-16", "2026-11-22"), TODAY) is Grain.WEEK
    assert kind_of(span("2026-11-15", "2026-11-21"), TODAY, week_start=7) is Grain.WEEK
    assert kind_of(span("2026-11-01", "2026-11-20"), TODAY) is Grain.MONTH
    assert kind_of(span("2026-10-01", "2026-11-20"), TODAY) is Grain.QUARTER
    assert kind_of(span("2026-01-01", "2026-11-20"), TODAY) is Grain.YEAR
    assert kind_of(span("2026-11-01", "2026-11-10"), TODAY) is Grain.DAY
    assert kind_of(span("2026-03-01", "2026-06-30"), TODAY) is Grain.MONTH


def test_an_event_is_not_arithmetic():
    with pytest.raises(UsageError):
        compare_period(span("2026-11-27", "2026-11-27"), None, Comparison.EVENT, TODAY)


def test_a_week_starts_where_the_company_says():
    assert bucket_start(date(2026, 11, 22), Grain.WEEK) == date(2026, 11, 16)
    assert bucket_start(date(2026, 11, 22), Grain.WEEK, week_start=7) == date(2026, 11, 22)
    assert bucket_start(date(2026, 11, 20), Grain.WEEK, week_start=6) == date(2026, 11, 14)


def test_presets_leave_today_out():
    found = {name: preset.period(TODAY) for name, preset in PRESETS.items()}
    assert found["yesterday"] == span("2026-11-20", "2026-11-20")
    assert found["last_7_days"] == span("2026-11-14", "2026-11-20")
    assert found["last_28_days"] == span("2026-10-24", "2026-11-20")
    assert found["week_to_date"] == span("2026-11-16", "2026-11-20")
    assert found["last_week"] == span("2026-11-09", "2026-11-15")
    assert found["month_to_date"] == span("2026-11-01", "2026-11-20")
    assert found["last_month"] == span("2026-10-01", "2026-10-31")
    assert found["quarter_to_date"] == span("2026-10-01", "2026-11-20")
    assert found["last_quarter"] == span("2026-07-01", "2026-09-30")
    assert found["year_to_date"] == span("2026-01-01", "2026-11-20")
    assert found["last_year"] == span("2025-01-01", "2025-12-31")
    assert found["last_12_months"] == span("2025-11-01", "2026-10-31")


def test_on_the_first_of_a_month_the_month_to_date_is_the_one_just_over():
    assert PRESETS["month_to_date"].period(date(2026, 11, 1)) == span("2026-10-01", "2026-10-31")
    assert PRESETS["last_month"].period(date(2026, 11, 1)) == span("2026-10-01", "2026-10-31")


def test_an_unknown_preset_is_answered_with_the_closest():
    with pytest.raises(UsageError, match="last_7_days"):
        preset("last_7_day")


@given(DAYS, st.integers(0, 800), st.sampled_from(list(Grain)), st.integers(1, 7))
def test_buckets_cover_the_period_without_gap_or_overlap(start, length, grain, week_start):
    period = Period(start, start + timedelta(days=length))
    found = buckets(period, grain, week_start)
    assert found[0].start <= period.start
    assert found[-1].end >= period.end
    for one, following in pairwise(found):
        assert following.start == one.end + timedelta(days=1)
    if grain is not Grain.TOTAL:
        assert all(bucket_start(part.start, grain, week_start) == part.start for part in found)


@given(DAYS, st.integers(0, 800), st.sampled_from([None, *Grain]), st.sampled_from(["previous", "year"]))
def test_a_compared_period_lies_before_and_keeps_the_weekday_where_it_should(start, length, kind, how):
    period = Period(start, start + timedelta(days=length))
    compared = compare_period(period, kind, Comparison(how), TODAY)
    assert compared.start < period.start
    if kind in (Grain.DAY, Grain.WEEK) and how == "year":
        assert compared.start.weekday() == period.start.weekday()
        assert compared.days == period.days
    if kind is Grain.DAY and how == "previous":
        assert compared.end + timedelta(days=1) == period.start


@given(DAYS, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_last(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and add_months(moved, 0).day >= 28)
