"""A fault of a tool is told for the metrics that it touches, and colours no day of the calendar."""

from datetime import date

import pytest

from comptoir.core import clock
from comptoir.core.calendar import computed
from comptoir.core.calendar.api import events
from comptoir.core.calendar.pages import months_of
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import catalogue
from comptoir.measure.reading.marks import calendar_marks
from comptoir.measure.warehouse.api import Snapshot

pytestmark = pytest.mark.django_db
AUTUMN = Period(date(2025, 10, 1), date(2025, 10, 31))


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The company has searches."""
    monkeypatch.setitem(computed.USED, "search_console", lambda _company_id: True)


@pytest.mark.parametrize("versions", [{"search_day": 3}, {"order": 1}, None])
def test_it_is_told_to_those_who_use_the_tool(scope, versions: dict[str, int] | None) -> None:
    if versions is not None:
        Snapshot.objects.create(
            company_id=scope.company_id, number=1, versions=versions, created_at=clock.now()
        )
    told = [event.code for event in events(scope, AUTUMN) if event.is_incident]
    assert told == (["search_console_impressions"] if "search_day" in (versions or {}) else [])


@pytest.mark.usefixtures("used")
def test_impressions_of_search_console_are_hatched_and_sales_are_not(scope) -> None:
    hatched = {
        name: [mark.label for mark in calendar_marks(scope, AUTUMN, name) if mark.is_incident]
        for name in ("seo_impressions", "seo_ctr", "seo_position", "seo_clicks", "net_sales")
    }
    assert [name for name, labels in hatched.items() if labels] == [
        "seo_impressions",
        "seo_ctr",
        "seo_position",
    ]


@pytest.mark.usefixtures("used")
def test_the_metrics_that_it_names_exist(scope) -> None:
    [incident] = [event for event in events(scope, AUTUMN) if event.is_incident]
    assert set(incident.concerns) <= {metric.name for metric in catalogue()}
    assert (incident.day_start, incident.day_end) == (date(2025, 5, 13), date(2026, 4, 27))


@pytest.mark.usefixtures("used")
def test_it_is_listed_but_colours_no_day(scope) -> None:
    october = months_of(2025, events(scope, AUTUMN), 1)[9]
    assert [event.code for event in october.events if event.is_incident] == ["search_console_impressions"]
    assert "data_incident" not in {day.mark for week in october.weeks for day in week}
