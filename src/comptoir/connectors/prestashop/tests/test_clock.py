"""The two odd hours of a year, in every kind of zone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.prestashop.clock import ShopClock, is_never
from comptoir.connectors.shops.api import RefusalError

ZONES = (
    "Europe/Paris",
    "America/Martinique",
    "Australia/Lord_Howe",
    "America/New_York",
    "Indian/Reunion",
    "UTC",
)
AUTUMN = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""When clocks of Paris go back from 3:00 to 2:00."""
NEAR = st.integers(-5 * 3600, 5 * 3600).map(lambda seconds: AUTUMN + timedelta(seconds=seconds))
ANY = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def shown(clock: ShopClock, instant: datetime) -> datetime:
    return instant.astimezone(clock.zone).replace(tzinfo=None, microsecond=0)


@given(zone=st.sampled_from(ZONES), since=NEAR | ANY, later=st.integers(0, 4 * 3600))
def test_nothing_written_since_lies_below_the_bound(zone: str, since: datetime, later: int) -> None:
    clock = ShopClock(zone)
    assert shown(clock, since + timedelta(seconds=later)) >= clock.lowest_after(since)


@given(zone=st.sampled_from(ZONES), until=NEAR | ANY, earlier=st.integers(0, 4 * 3600))
def test_nothing_written_before_lies_above_the_bound(zone: str, until: datetime, earlier: int) -> None:
    clock = ShopClock(zone)
    assert shown(clock, until - timedelta(seconds=earlier)) <= clock.highest_before(until)


@given(zone=st.sampled_from(ZONES), instant=NEAR | ANY)
def test_what_was_reached_is_never_later_than_it_was(zone: str, instant: datetime) -> None:
    clock = ShopClock(zone)
    reached = clock.earliest(shown(clock, instant))
    assert reached <= instant
    assert instant - reached < timedelta(hours=1, seconds=1)


def test_a_bound_is_exact_but_for_the_hour_that_comes_twice() -> None:
    clock = ShopClock("Europe/Paris")
    noon = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert clock.lowest_after(noon) == clock.highest_before(noon) == datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001
    twice = AUTUMN - timedelta(minutes=10)
    assert clock.lowest_after(twice) == datetime(2026, 10, 25, 1, 50)  # noqa: DTZ001


def test_odd_times_are_read_as_in_files() -> None:
    clock = ShopClock("Europe/Paris")
    assert clock.instant("2026-10-25 02:30:00", "date_add") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clock.instant("2026-03-29 02:30:00", "date_add") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_never_is_no_time() -> None:
    clock = ShopClock("Europe/Paris")
    assert clock.instant_or_none("0000-00-00 00:00:00", "invoice_date") is None
    assert is_never("")
    with pytest.raises(RefusalError):
        clock.instant("0000-00-00 00:00:00", "date_add")
