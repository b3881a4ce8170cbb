"""The weeks that a report faces: the 53rd week, soldes against soldes, a week that runs."""

from datetime import date

import pytest
from django.utils import translation

from comptoir.check.reports.building.heading import remarks
from comptoir.check.reports.spans import week_of
from comptoir.core.companies.api import operator_scope
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Period

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
