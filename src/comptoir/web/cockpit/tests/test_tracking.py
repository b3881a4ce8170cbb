"""A loss of the measurement on the cockpit: told in a sentence, hatched on the trends of visits and on no other."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from comptoir.core.companies.api import operator_scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.reading.api import calendar_marks
from comptoir.measure.tracking.api import tracking_shifts
from comptoir.measure.warehouse.api import writer

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 1)
LOSS = range(60, 66)


@pytest.fixture
def measured(company: Any) -> Any:
    """Eighty days of forty orders, of which the tool sees thirty; six days of ten."""
    days = [FIRST + timedelta(days=place) for place in range(80)]
    orders = [
        {"order_id": f"{day}-{turn}", "day": day.isoformat(), "sales_channel": "site"}
        for day in days
        for turn in range(40)
    ]
    visits = [
        {"day": day.isoformat(), "sessions": 2_000, "purchases": 10 if place in LOSS else 30}
        for place, day in enumerate(days)
    ]
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", orders))
        batch.append("audience_day", arrow("audience_day", visits))
        batch.commit("test", {})
    return operator_scope(company.slug)


def test_it_is_found_told_and_hatched(measured: Any, browser: Client) -> None:
    november = Period(date(2026, 10, 25), date(2026, 11, 19))
    (shift,) = tracking_shifts(measured, november)
    assert (shift.start, shift.end) == (FIRST + timedelta(days=60), FIRST + timedelta(days=65))
    assert tracking_shifts(measured, Period(FIRST, FIRST + timedelta(days=50))) == ()
    with translation.override("en"):
        hatched = {
            name: [mark for mark in calendar_marks(measured, november, name) if mark.is_incident]
            for name in ("sessions", "conversion_rate", "tracking_coverage", "net_sales", "ad_spend")
        }
    assert [name for name, marks in hatched.items() if marks] == [
        "sessions",
        "conversion_rate",
        "tracking_coverage",
    ]
    assert (hatched["sessions"][0].start, hatched["sessions"][0].end) == (shift.start, shift.last)
    assert hatched["sessions"][0].label == "Measurement: -50 points of orders seen"
    page = browser.get("/c/boutique/tiles/cards/?from=2026-10-25&to=2026-11-19").content.decode()
    assert "From 31 October 2026 to 5 November 2026 the audience tool saw 25% of the own site" in page
    assert "75% before: 50 points apart" in page
    assert "A data incident, not a fall in sales" in page
    before = browser.get("/c/boutique/tiles/cards/?from=2026-09-01&to=2026-09-30").content.decode()
    assert "data incident" not in before


def test_without_visits_nothing_is_watched(shop: Any) -> None:
    assert tracking_shifts(operator_scope(shop.slug), Period(date(2026, 1, 1), date(2026, 12, 31))) == ()
