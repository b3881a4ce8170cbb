from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from comptoir.core import clock
from comptoir.core.companies.models import Company
from comptoir.core.errors import UsageError
from comptoir.core.jobs import registry
from comptoir.core.jobs.api import Job, every, task
from comptoir.core.jobs.scheduler import Scheduler
from comptoir.core.jobs.schedules import slot_key

PARIS = ZoneInfo("Europe/Paris")


def slot(schedule: Any, *instant: int, zone: ZoneInfo = PARIS) -> str:
    return slot_key(schedule.latest_slot(datetime(*instant, tzinfo=UTC), zone)).removeprefix("slot:")


def test_a_day_begins_its_slot_at_the_hour_of_the_company() -> None:
    seven = every("day", at=time(7))
    assert slot(seven, 2026, 11, 23, 5, 59) == "2026-11-22T07:00"
    assert slot(seven, 2026, 11, 23, 6, 0) == "2026-11-23T07:00"
    assert slot(seven, 2026, 11, 23, 6, 0, zone=ZoneInfo("America/New_York")) == "2026-11-22T07:00"


def test_weekday_month_and_hour() -> None:
    assert slot(every("monday", at=time(7)), 2026, 11, 22, 12) == "2026-11-16T07:00"
    assert slot(every("month"), 2026, 11, 22, 12) == "2026-11-01T00:00"
    quarter_past = every("hour", at=time(0, 15))
    assert slot(quarter_past, 2026, 11, 22, 12, 14) == "2026-11-22T12:15"
    assert slot(quarter_past, 2026, 11, 22, 12, 15) == "2026-11-22T13:15"


def test_quarters_of_an_hour() -> None:
    quarter = every("quarter")
    assert slot(quarter, 2026, 11, 22, 12, 14) == "2026-11-22T13:00"
    assert slot(quarter, 2026, 11, 22, 12, 45) == "2026-11-22T13:45"


def test_the_hour_played_twice_in_autumn_is_one_slot() -> None:
    half_past_two = every("day", at=time(2, 30))
    first, second = (2026, 10, 25, 0, 45), (2026, 10, 25, 1, 45)
    assert slot(half_past_two, *first) == slot(half_past_two, *second) == "2026-10-25T02:30"


def test_the_hour_missing_in_spring_has_its_slot_all_the_same() -> None:
    assert slot(every("day", at=time(2, 30)), 2026, 3, 29, 6) == "2026-03-29T02:30"


def test_unknown_rhythm_is_refused() -> None:
    with pytest.raises(UsageError, match="Allowed: quarter, hour, day, monday"):
        every("fortnight")  # type: ignore[arg-type]


@pytest.fixture
def daily(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_tasks", {})
    monkeypatch.setattr(registry, "_discover", lambda: None)
    task("sample.daily", schedule=every("day", at=time(7)))(lambda job, scope: None)
    task("sample.system", schedule=every("day", at=time(7)), system=True)(lambda job: None)
    task("sample.on_demand")(lambda job, scope: None)


def slots() -> list[tuple[str, str, str]]:
    rows = Job.objects.order_by("task", "company__slug", "unique_key")
    return [(j.task, j.company.slug if j.company else "", j.unique_key) for j in rows]


@pytest.mark.django_db
def test_one_job_a_slot_and_company_whatever_the_workers(
    daily: None, make_company: Callable[..., Company]
) -> None:
    make_company("east", timezone="Asia/Tokyo")
    make_company("west", timezone="Europe/Paris")
    Company.objects.update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    workers = Scheduler(), Scheduler()
    with clock.frozen(datetime(2026, 11, 22, 23, 0, tzinfo=UTC)):
        for worker in workers * 2:
            worker.look()
    assert slots() == [
        ("sample.daily", "east", "slot:2026-11-23T07:00"),
        ("sample.daily", "west", "slot:2026-11-22T07:00"),
        ("sample.system", "", "slot:2026-11-22T07:00"),
    ]


@pytest.mark.django_db
def test_after_a_week_of_sleep_it_catches_up_once(daily: None, company: Company) -> None:
    Company.objects.update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    for day in (1, 9):
        with clock.frozen(datetime(2026, 11, day, 12, tzinfo=UTC)):
            Scheduler().look()
    assert [key for name, _, key in slots() if name == "sample.daily"] == [
        "slot:2026-11-01T07:00",
        "slot:2026-11-09T07:00",
    ]


@pytest.mark.django_db
def test_a_company_does_not_catch_up_on_the_time_before_it_existed(daily: None, company: Company) -> None:
    Company.objects.update(created_at=datetime(2026, 11, 23, 10, tzinfo=UTC))
    with clock.frozen(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        Scheduler().look()
    assert not Job.objects.filter(company=company).exists()
    with clock.frozen(datetime(2026, 11, 24, 6, 0, tzinfo=UTC)):
        Scheduler().look()
    assert Job.objects.filter(company=company).count() == 1


@pytest.mark.django_db
def test_a_handled_slot_costs_no_write(daily: None, company: Company, django_assert_num_queries: Any) -> None:
    with clock.frozen(datetime(2030, 11, 24, 6, 0, tzinfo=UTC)):
        scheduler = Scheduler()
        assert scheduler.look() == 2
        with django_assert_num_queries(1):
            assert scheduler.look() == 0
