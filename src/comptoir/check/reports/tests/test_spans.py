"""The days that a report faces: the 53rd week, soldes against soldes, leap years, days that run."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.check.reports.building.heading import remarks
from comptoir.check.reports.spans import month_of, span_of, week_of
from comptoir.core.companies.api import operator_scope
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period, bucket, month_end

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def scope(company):
    return operator_scope(company.slug)


def test_after_a_year_of_53_weeks_both_labels_are_said(scope):
    week = week_of(scope, date(2027, 1, 10))
    assert week.period == Period(date(2027, 1, 4), date(2027, 1, 10))
    assert week.before == Period(date(2026, 12, 28), date(2027, 1, 3))
    assert week.last_year == Period(date(2026, 1, 5), date(2026, 1, 11))
    assert [format_period(one, "fr")[:3] for one in (week.period, week.before, week.last_year)] == [
        "S01",
        "S53",
        "S02",
    ]
    # Wednesday 6 January 2027 faces Wednesday 7 January 2026: both are the first day of the winter soldes.
    assert week.comparison is Comparison.YEAR
    assert [one[:4] for one in remarks(scope, week, "en")] == ["Last"]
    assert "W01 (4-10 Jan 2027) faces W02 (5-11 Jan 2026)" in next(remarks(scope, week, "en"))


def test_black_friday_faces_black_friday(scope):
    week = week_of(scope, date(2027, 11, 28))
    assert date(2027, 11, 26) in week.period
    assert date(2026, 11, 27) in week.last_year
    assert week.last_year == Period(date(2026, 11, 23), date(2026, 11, 29))


def test_a_first_markdown_never_faces_a_second_one(scope):
    """The winter soldes of 2028 begin on 12 January, those of 2027 on 6 January: 371 days apart, not 364."""
    week = week_of(scope, date(2028, 1, 16))
    assert week.comparison is Comparison.EVENT
    assert week.period == Period(date(2028, 1, 10), date(2028, 1, 16))
    assert week.last_year == Period(date(2027, 1, 4), date(2027, 1, 10))
    assert next(remarks(scope, week, "en")) == (
        "Last year is the same days of the sales: W01 (4-10 Jan 2027)."
    )


def test_the_last_week_that_is_over_is_told_on_any_day_of_the_next(scope):
    assert {week_of(scope, date(2026, 11, day)).end for day in range(22, 29)} == {date(2026, 11, 22)}
    assert week_of(scope, date(2026, 11, 29)).end == date(2026, 11, 29)


def test_a_running_week_faces_the_same_elapsed_days(scope):
    week = week_of(scope, date(2026, 11, 25), running=True)
    assert week.is_running
    assert week.period == Period(date(2026, 11, 23), date(2026, 11, 25))
    assert week.before == Period(date(2026, 11, 16), date(2026, 11, 18))
    assert week.last_year == Period(date(2025, 11, 24), date(2025, 11, 26))
    assert list(remarks(scope, week, "en"))[-1] == (
        "The week still runs: it is compared with the same elapsed days."
    )


def test_the_last_month_that_is_over_is_told_on_any_day_of_the_next(scope):
    assert {month_of(scope, date(2026, 11, day)).end for day in range(1, 30)} == {date(2026, 10, 31)}
    assert month_of(scope, date(2026, 11, 30)).end == date(2026, 11, 30)


def test_a_month_faces_whole_calendar_months(scope):
    """29 days of February face 31 of January and 28 of the year before: never the same number of days."""
    month = month_of(scope, date(2028, 2, 29))
    assert month.period == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month.before == Period(date(2028, 1, 1), date(2028, 1, 31))
    assert month.last_year == Period(date(2027, 2, 1), date(2027, 2, 28))
    after = month_of(scope, date(2029, 2, 28))
    assert after.last_year == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month.month == month.period
    assert month.year == Period(date(2028, 1, 1), date(2028, 2, 29))


def test_a_month_looks_back_over_the_end_of_a_year(scope):
    month = month_of(scope, date(2027, 2, 14))
    assert month.period == Period(date(2027, 1, 1), date(2027, 1, 31))
    assert month.before == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert month.last_year == Period(date(2026, 1, 1), date(2026, 1, 31))


def test_a_month_of_soldes_faces_its_calendar_month_and_says_what_both_held(scope):
    """The winter soldes begin on 6 January 2027 and on 7 January 2026."""
    month = month_of(scope, date(2027, 1, 31))
    assert month.comparison is Comparison.YEAR
    assert next(remarks(scope, month, "en")) == (
        "January 2027: 5 Saturdays, Winter sales (26 days). January 2026: 5 Saturdays, Winter sales (25 days)."
    )


def test_the_saturdays_and_events_of_both_months_are_printed(scope):
    said = next(remarks(scope, month_of(scope, date(2026, 11, 30)), "en"))
    assert said.startswith("November 2026: 4 Saturdays, ")
    assert "November 2025: 5 Saturdays, " in said
    assert said.count("Black Friday") == 2
    with translation.override("fr"):
        assert next(remarks(scope, month_of(scope, date(2026, 10, 31)), "fr")).startswith(
            "Octobre 2026\u00a0: 5 samedis, "
        )


def test_a_running_month_faces_the_same_elapsed_days(scope):
    month = month_of(scope, date(2026, 11, 25), running=True)
    assert month.is_running
    assert month.period == Period(date(2026, 11, 1), date(2026, 11, 25))
    assert month.before == Period(date(2026, 10, 1), date(2026, 10, 25))
    assert month.last_year == Period(date(2025, 11, 1), date(2025, 11, 25))
    assert list(remarks(scope, month, "en"))[-1] == (
        "The month still runs: it is compared with the same elapsed days."
    )
    assert not month_of(scope, date(2026, 11, 30), running=True).is_running


@settings(max_examples=40)
@given(day=st.dates(date(2020, 3, 1), date(2032, 12, 31)))
def test_the_months_of_a_report_are_over_and_touch(day):
    """Of any evening: the last whole month, the one just before it, and the same one of last year."""
    month = span_of(SimpleNamespace(week_start=1), Grain.MONTH, day)
    assert month.end <= day < month_end(month.end + timedelta(days=1))
    assert month.before.end == month.period.start - timedelta(days=1)
    assert (month.last_year.start.year, month.last_year.start.month) == (month.end.year - 1, month.end.month)
    for one in (month.period, month.before, month.last_year):
        assert one == bucket(one.start, Grain.MONTH)
