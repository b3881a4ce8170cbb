"""How rare a day is, which days make one alarm, and which days are missing: on numbers worked out by hand."""

from itertools import pairwise
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.anomalies.engine.episodes import Episode, Judged, episodes
from comptoir.decide.anomalies.engine.gaps import missing_days, runs
from comptoir.decide.anomalies.engine.rarity import (
    DAYS,
    LEVEL,
    Days,
    chances,
    interval,
    side_by_side,
)
from comptoir.decide.anomalies.screening import RATE, rates_of
from comptoir.decide.anomalies.words import LEVEL as TOLD_LEVEL


def plain(*errors, near=None):
    """Series of which 100 was expected each day, errors measured as they are."""
    rows = np.array(errors, dtype=float)
    near = np.zeros(rows.shape[1], bool) if near is None else near
    return Days(100 + rows, np.full(rows.shape, 100.0), np.ones(rows.shape), near)


def ladder(count=200):
    """-count/2 … count/2 without 0, shuffled: every error once."""
    values = np.array([value for value in range(-count // 2, count // 2 + 1) if value], dtype=float)
    return np.random.default_rng(7).permutation(values)


def test_a_usual_error_is_ranked_among_its_own():
    """Of 200 errors 51 are 50 or more: with the day itself 52 of 201, on two sides."""
    found = chances(plain([*ladder(), 50]), 200)
    assert found[0] == pytest.approx(2 * 52 / 201)


def test_beyond_one_day_in_ten_the_tails_of_all_series_are_taken_together():
    """80.1 is exceeded by 20 of 200 errors of each; beyond 1.2 times it, 96.12, lie 4 of each: 8 of 40."""
    twice = chances(plain([*ladder(), 96.2], [*ladder() * 3, 0.5]), 200)
    edge = np.quantile(ladder(), 0.9)
    beyond = sum(value / edge >= 96.2 / edge for value in ladder() if value > edge)
    assert (edge, beyond) == (pytest.approx(80.1), 4)
    assert twice[0] == pytest.approx(2 * (21 / 201) * (1 + 2 * beyond) / (1 + 40))
    # Nothing was ever as far out: the resolution of so many errors, and no zero.
    assert chances(plain([*ladder(), 900]), 200)[0] == pytest.approx(2 * (21 / 201) / 21)


def test_days_around_events_are_held_against_days_around_events():
    near = np.array([place % 4 == 0 for place in range(241)])
    errors = np.where(near, 10.0, 1.0) * np.resize([1, 2, -1, -2, 3, -3], 241)
    errors[-1] = 20.0
    near[-1] = True
    usual = chances(plain(errors, near=near), 240)[0]
    near[-1] = False
    assert usual > 0.3
    assert chances(plain(errors, near=near), 240)[0] < 0.02


@pytest.mark.parametrize(("count", "is_told"), [(0, False), (118, False), (120, True)])
def test_too_few_errors_tell_nothing(count, is_told):
    assert np.isnan(chances(plain([*ladder(count), 90]), count)[0]) != is_told


def test_a_week_shows_what_no_day_shows():
    errors = np.array([*np.resize([9.0, -9, 7, -7, 5, -5, 3, -3, 1, -1, 8, -8, 6], 260), *[-8.0] * 7])
    days = plain(errors)
    assert chances(days, 266)[0] > 0.2
    assert chances(days, 266, of_week=True)[0] < 0.01
    assert days.weeks[0, -1] == pytest.approx(-8)


def test_an_error_is_measured_by_what_errors_were_lately():
    """The same error is rarer after calm weeks than after wild ones."""
    random = np.random.default_rng(3)
    calm = np.concatenate([random.normal(0, 10, 250), random.normal(0, 3, 50), [-25]])
    wild = np.concatenate([random.normal(0, 10, 250), random.normal(0, 25, 50), [-25]])
    expected = np.full(301, 1000.0)
    found = chances(side_by_side([1000 + calm, 1000 + wild], [expected, expected]), 300)
    assert found[0] < 0.02 < 0.1 < found[1]


def test_the_interval_holds_as_many_days_as_it_says():
    random = np.random.default_rng(11)
    rows = 500 * np.exp(random.normal(0, 0.1, (4, 900)))
    days = side_by_side(list(rows), [np.full(900, 500.0)] * 4)
    held = []
    for place in range(DAYS, 900):
        low, high = interval(days, place)
        held.append((low <= days.actual[:, place]) & (days.actual[:, place] <= high))
    assert np.mean(held) == pytest.approx(LEVEL, abs=0.015)
    assert round(LEVEL * 100) == TOLD_LEVEL


def test_chances_of_noise_are_as_frequent_as_they_say():
    random = np.random.default_rng(5)
    rows = 1000 + 50 * random.standard_t(4, (12, 800))
    days = side_by_side(list(rows), [np.full(800, 1000.0)] * 12)
    rare = np.array([chances(days, place) for place in range(DAYS, 800, 2)])
    for level in (0.2, 0.05, 0.01):
        assert np.mean(rare <= level) == pytest.approx(level, rel=0.25)


def test_the_whole_does_not_drown_among_its_parts():
    """0.002 of the one whole counts, 0.002 of one part among fifty does not."""
    usual = np.full(51, 0.5)
    one_whole, one_part = usual.copy(), usual.copy()
    one_whole[0] = one_part[7] = 0.002
    wholes = [place == 0 for place in range(51)]
    assert rates_of(one_whole, usual, wholes)[0] == pytest.approx(0.002 * 4, abs=1e-9)
    assert rates_of(one_part, usual, wholes)[7] > RATE
    assert rates_of(np.full(51, nan), np.full(51, nan), wholes).tolist() == [1.0] * 51


def judged(marks):
    """`!` makes an alarm, `-` goes on, `.` is usual, `?` unknown, `^` makes one the other way."""
    kinds = {
        "!": Judged(True, 0.001, -1, -1),
        "-": Judged(False, 0.04, -1, -1),
        ".": Judged(False, 0.5, -1, -1),
        "?": Judged(False, nan, 0, 0),
        "^": Judged(True, 0.001, 1, 1),
        "w": Judged(True, 0.001, -1, -1, is_by_week=True),
        "+": Judged(False, 0.5, 1, 1),
    }
    return [kinds[mark] for mark in marks]


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("....", []),
        (".!", [Episode(1, 1, False)]),
        (".!-.", [Episode(1, 2, False)]),
        (".!-..", [Episode(1, 2, True)]),
        ("!.-..", [Episode(0, 2, True)]),
        ("!??-", [Episode(0, 3, False)]),
        ("--!", [Episode(2, 2, False)]),
        ("!^..", [Episode(0, 0, True), Episode(1, 1, True)]),
        ("+..w", [Episode(1, 3, False)]),
        ("........w", [Episode(2, 8, False)]),
        ("!....!", [Episode(0, 0, True), Episode(5, 5, False)]),
    ],
)
def test_days_that_go_on_are_one_alarm(marks, found):
    assert episodes(judged(marks)) == found


@given(st.text(alphabet="!-.?^w+", max_size=60))
def test_alarms_of_a_series_never_overlap_and_only_the_last_is_open(marks):
    found = episodes(judged(marks))
    assert all(one.first <= one.last for one in found)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert all(one.is_over for one in found[:-1])
    assert bool(found) == any(mark in "!^w" for mark in marks)


def test_a_day_of_nothing_is_missing_unless_visits_vouch_for_it():
    actual = np.array([nan, 12, 0, nan, 11, 0, 10, nan])
    expected = np.full(8, 12.0)
    assert missing_days(actual, expected).tolist() == [False, False, True, True, False, True, False, False]
    visits = np.array([500.0, 500, 480, 500, 500, 20, 500, 500])
    vouched = missing_days(actual, expected, (visits, np.full(8, 500.0)))
    assert vouched.tolist() == [False, False, False, True, False, True, False, False]
    assert not missing_days(actual, np.full(8, 3.0))[2]
    assert not missing_days(actual, expected, are_zeros_told=True)[2]
    assert runs(vouched) == [(3, 3), (5, 5)]
    assert runs(np.array([True, True, False, True])) == [(0, 1), (3, 3)]
