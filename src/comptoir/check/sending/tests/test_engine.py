"""When a report is due: laws that hold whatever the zone, the hour and the ticks of the worker."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.check.sending.engine import Rhythm, Rule, due_on, falls_on, last_due, next_due

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")]
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
RULES = st.builds(
    Rule, st.sampled_from(Rhythm), st.integers(1, 7), st.integers(1, 31), HOURS, HOURS, st.sampled_from(ZONES)
)
INSTANTS = st.integers(0, 700 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
MONDAY = Rule(Rhythm.WEEK, 1, 1, time(7), time(9), PARIS)


def test_monday_at_seven() -> None:
    due = last_due(MONDAY, datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert (due.day, due.evening) == (date(2026, 11, 23), date(2026, 11, 22))
    assert due.send == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert last_due(MONDAY, datetime(2026, 11, 23, 5, 59, tzinfo=UTC)).day == date(2026, 11, 16)
    assert next_due(MONDAY, due.draft).day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "at", "hour"),
    [
        (date(2026, 3, 29), time(2, 30), "01:30"),  # skipped: 03:30 in summer time
        (date(2026, 10, 25), time(2, 30), "00:30"),  # played twice: the first
        (date(2026, 10, 26), time(2, 30), "01:30"),
    ],
)
def test_clocks_that_change(day: date, at: time, hour: str) -> None:
    rule = Rule(Rhythm.WEEK, day.isoweekday(), 1, at, at, PARIS)
    assert due_on(rule, day).draft.strftime("%H:%M") == hour


@pytest.mark.parametrize(("month", "last"), [(2, 28), (4, 30), (12, 31)])
def test_a_short_month_ends_earlier(month: int, last: int) -> None:
    rule = Rule(Rhythm.MONTH, 1, 31, time(7), time(9), PARIS)
    days = [date(2026, month, 1) + timedelta(days=n) for n in range(31)]
    assert [one for one in days if one.month == month and falls_on(rule, one)] == [date(2026, month, last)]


@UNHURRIED
@given(RULES, INSTANTS)
def test_now_lies_between_the_last_and_the_next(rule: Rule, now: datetime) -> None:
    last, following = last_due(rule, now), next_due(rule, now)
    assert last.draft <= now < following.draft
    assert last_due(rule, following.draft) == following
    assert last.send >= last.draft


@UNHURRIED
@given(RULES, INSTANTS, st.lists(st.integers(1, 300), min_size=1, max_size=60), st.booleans())
def test_each_turn_once_whatever_the_ticks(
    rule: Rule, start: datetime, steps: list[int], sleeps: bool
) -> None:
    """The worker looks at any instants, with an outage of weeks among them: each turn that the looks did not sleep
    through is found once, in order, none before its hour; of those slept through the last one alone."""
    if sleeps:
        steps.insert(len(steps) // 2, 60 * 24 * 40)
    looks = [start]
    for minutes in steps:
        looks.append(looks[-1] + timedelta(minutes=minutes))
    told: list[date] = [last_due(rule, start).day]
    for look in looks[1:]:
        due = last_due(rule, look)
        if due.day not in told:
            assert due.draft <= look
            told.append(due.day)
    turns = [last_due(rule, start).draft]
    while (following := next_due(rule, turns[-1])).draft <= looks[-1]:
        turns.append(following.draft)
    expected = [turns[0]]
    for before, after in pairwise(looks):
        missed = [one for one in turns if before < one <= after]
        expected += missed[-1:]
    assert told == [last_due(rule, one).day for one in expected]
    assert told == sorted(set(told))
