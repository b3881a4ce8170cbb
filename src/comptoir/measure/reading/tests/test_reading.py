"""The reading: what an address asks for, and the defaults."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.reading.reading import Reading

THREE_YEARS = Period(date(2024, 1, 1), date(2026, 11, 21))


@pytest.fixture(autouse=True)
def _a_sunday() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


def test_by_default_the_last_28_days_against_the_same_weekdays(scope: Scope) -> None:
    reading = Reading.parse(scope, {}, THREE_YEARS)
    assert reading.period == Period(date(2026, 10, 25), date(2026, 11, 21))
    assert reading.comparison is Comparison.YEAR
    assert reading.compared(scope) == Period(date(2025, 10, 26), date(2025, 11, 22))
    assert (reading.tax, reading.grain) == ("excluded", Grain.DAY)


def test_young_facts_are_compared_with_the_period_before(scope: Scope) -> None:
    reading = Reading.parse(scope, {}, Period(date(2026, 8, 1), date(2026, 11, 21)))
    assert reading.comparison is Comparison.PREVIOUS


def test_a_shop_that_rests_is_read_from_its_last_order(scope: Scope) -> None:
    reading = Reading.parse(scope, {"preset": "last_7_days"}, Period(date(2016, 1, 1), date(2017, 12, 31)))
    assert reading.period == Period(date(2017, 12, 25), date(2017, 12, 31))
    assert reading.counts_from_last_order


def test_a_few_quiet_days_change_nothing(scope: Scope) -> None:
    reading = Reading.parse(scope, {"preset": "yesterday"}, Period(date(2024, 1, 1), date(2026, 10, 30)))
    assert reading.period == Period(date(2026, 11, 21), date(2026, 11, 21))
    assert not reading.counts_from_last_order


def test_the_company_says_whether_amounts_include_tax(scope: Scope) -> None:
    assert Reading.parse(scope, {"tax": "included"}, None).tax == "included"


def test_longer_periods_take_wider_steps(scope: Scope) -> None:
    asked = {"from": "2026-01-01", "to": "2026-03-31"}
    assert Reading.parse(scope, asked, None).grain is Grain.WEEK
    assert Reading.parse(scope, {**asked, "from": "2025-01-01"}, None).grain is Grain.MONTH
    assert Reading.parse(scope, {**asked, "grain": "day"}, None).grain is Grain.DAY


def test_an_address_is_read_back_as_the_same_reading(scope: Scope) -> None:
    reading = Reading.parse(scope, {"preset": "month_to_date", "compare": "none", "tax": "included"}, None)
    pairs = dict(pair.split("=") for pair in reading.address().lstrip("?").split("&"))
    assert Reading.parse(scope, pairs, None) == reading
    assert "preset" not in reading.address(preset="")
