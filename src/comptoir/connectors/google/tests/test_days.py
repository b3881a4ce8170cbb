"""The walk through an account's days: each once, on its own clock, whole."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.google.days import DAYS, YEARS, days, zone_of
from comptoir.connectors.source import PermanentError, Record, size_of

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""In Paris the next day has begun."""
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def holding(*known: date, rows: int = 1):
    """An account with so many rows on each of these days."""

    def asked(first: date, last: date) -> list[Record]:
        all_days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return [{"day": str(day), "rows": [{}] * rows if day in known else []} for day in all_days]

    return asked


@settings(max_examples=40, deadline=None)
@given(
    hours=st.integers(0, 200 * 24),
    minutes=st.integers(0, 3 * 366 * 24 * 60),
    zone=st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Tokyo", "UTC"]),
)
def test_every_day_from_the_cursor_to_today_is_asked_for_once(hours: int, minutes: int, zone: str) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ago = timedelta(hours=hours)
    clock = ZoneInfo(zone)
    pages = list(days(clock, now - ago, now, "", holding()))
    told = [record["day"] for page in pages for record in page.records]
    first, today = (now - ago).astimezone(clock).date(), now.astimezone(clock).date()
    assert told == [str(first + timedelta(days=ahead)) for ahead in range((today - first).days + 1)]
    assert max(len(page.records) for page in pages) <= DAYS
    assert {page.total for page in pages} == {len(told)}
    reached = [page.reached for page in pages if page.reached]
    assert reached == sorted(reached)
    # Today is not over: the next run begins with it, or before.
    assert reached[-1].astimezone(clock) == datetime.combine(today, datetime.min.time(), clock)


def test_a_first_reading_begins_with_the_first_day_that_holds_anything() -> None:
    known = date(2026, 9, 5)
    pages = list(days(PARIS, None, NOW, "", holding(known, rows=40)))
    told = [record["day"] for page in pages for record in page.records]
    assert (told[0], told[-1]) == ("2026-09-05", str(TODAY))
    # An instalment is cut by rows: a day may hold hundreds.
    assert [size_of(record) for record in pages[0].records[:2]] == [40, 1]


def test_a_later_reading_tells_of_empty_days_too() -> None:
    [page] = days(PARIS, NOW - timedelta(days=3), NOW, "", holding())
    assert [record["day"] for record in page.records] == [
        str(TODAY - timedelta(days=ago)) for ago in (3, 2, 1, 0)
    ]


def test_an_account_without_anything_gives_no_page() -> None:
    assert list(days(PARIS, None, NOW, "", holding())) == []


@pytest.mark.parametrize(("said", "first"), [("", TODAY - YEARS), ("2026-11-01", date(2026, 11, 1))])
def test_how_far_back_a_first_reading_goes(said: str, first: date) -> None:
    asked: list[date] = []

    def noted(one: date, last: date) -> list[Record]:
        asked.append(one)
        return []

    assert list(days(PARIS, None, NOW, said, noted)) == []
    assert asked[0] == first


def test_a_first_day_that_is_none() -> None:
    with pytest.raises(PermanentError, match="2025-01-01"):
        list(days(PARIS, None, NOW, "janvier", holding()))


@pytest.mark.parametrize(
    ("told", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), ("", "Europe/Paris"), ("Mars/Olympus", "Europe/Paris")]
)
def test_a_clock_that_is_not_told_or_not_known_is_the_companys(told: str, zone: str) -> None:
    assert zone_of(told, "Europe/Paris") == ZoneInfo(zone)
