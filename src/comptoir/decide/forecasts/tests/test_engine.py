"""The engine on series whose truth is known."""

from datetime import date, timedelta

import numpy as np
import pytest

from comptoir.decide.forecasts.api import Judgement, judge
from comptoir.decide.forecasts.engine.forecast import Forecast, Model, forecast
from comptoir.decide.forecasts.engine.intervals import bounds
from comptoir.decide.forecasts.engine.landing import landing
from comptoir.decide.forecasts.engine.opening import closed_days
from comptoir.decide.forecasts.engine.rolling import LEAST_WINDOWS, origins
from comptoir.decide.forecasts.engine.series import Floats, Inconclusive, Occasion, Series

FIRST = date(2024, 1, 1)
"""A Monday."""
WEEK = np.array([1.0, 1.1, 1.0, 1.2, 1.4, 0.8, 0.6])


def weekly(days: int, noise: float = 0.05, seed: int = 3) -> Floats:
    random = np.random.default_rng(seed)
    return 1000 * np.resize(WEEK, days) * np.exp(random.normal(0, noise, days))


def told(found: Forecast | Inconclusive) -> Forecast:
    assert isinstance(found, Forecast)
    return found


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (np.array([]), "empty"),
        (np.full(100, np.nan), "empty"),
        (weekly(55), "short"),
        (weekly(70), "short"),
        (np.full(200, 5.0), "constant"),
        (np.resize([0.0] * 19 + [7.0], 400), "thin"),
    ],
)
def test_no_answer_says_why(values: Floats, reason: str) -> None:
    assert forecast(Series(FIRST, values)) == Inconclusive(reason)


def test_a_week_that_repeats_is_learnt_and_its_interval_holds_the_noise() -> None:
    found = told(forecast(Series(FIRST, weekly(420))))
    assert found.model is Model.RIDGE
    truth = 1000 * np.resize(np.roll(WEEK, -(420 % 7)), 28)
    assert np.max(np.abs(found.values / truth - 1)) < 0.04
    # A normal noise of 5 %: 80 of 100 lie within 6.4 %.
    assert np.mean((found.high[0] - found.low[0]) / found.values) == pytest.approx(0.128, abs=0.025)
    assert found.backtest.covered[0] == pytest.approx(0.80, abs=0.05)
    assert found.backtest.windows >= LEAST_WINDOWS
    assert np.all(found.low[1] <= found.low[0])
    assert np.all(found.high[1] >= found.high[0])


def test_an_event_is_learnt_and_foretold_and_a_person_may_overrule_it() -> None:
    values = weekly(760, noise=0.03)
    sale = [(40, 54), (405, 419), (770, 784)]
    for start, end in sale[:2]:
        values[start:end] *= 1.5
    occasions = [
        Occasion("sale", "Sale", FIRST + timedelta(start), FIRST + timedelta(end - 1)) for start, end in sale
    ]
    series = Series(FIRST, values)
    learnt, without = told(forecast(series, occasions)), told(forecast(series))
    effect = learnt.effects[0]
    assert (effect.code, effect.days_seen) == ("sale", 28)
    assert effect.share == pytest.approx(0.5, abs=0.06)
    assert effect.low < effect.share < effect.high
    assert learnt.values[10:24].sum() / without.values[10:24].sum() > 1.2
    chosen = [*occasions[:2], Occasion("sale", "Sale", occasions[2].start, occasions[2].end, ratio=3.0)]
    overruled = told(forecast(series, chosen))
    assert np.allclose(overruled.values[10:24] / learnt.values[10:24], 3.0 / (1 + effect.share))
    assert np.allclose(overruled.values[:10], learnt.values[:10])


def test_last_week_taken_again_wins_where_it_does_better() -> None:
    """A level that jumps a few times: only the last week knows it."""
    level = np.repeat([1.0, 6.0, 0.4, 8.0, 2.0], 112)
    found = told(forecast(Series(FIRST, 1000 * level * np.resize(WEEK, len(level)))))
    assert found.model is Model.NAIVE
    assert found.backtest.relative_error == 1.0
    assert np.array_equal(found.values[:7], found.values[7:14])


def test_closed_days_are_learnt_from_the_past_alone() -> None:
    values = weekly(730)
    values[6::7] = 0.0  # Sundays
    values[358:368] = 0.0  # 24 December to 2 January
    holidays = [
        Occasion("h", "h", FIRST + timedelta(place), FIRST + timedelta(place), is_public_holiday=True)
        for place in (100, 200, 740)
    ]
    values[[100, 200]] = 0.0
    closed = closed_days(Series(FIRST, values), 760, holidays)
    assert closed[6::7].all()
    assert closed[740]
    assert closed[358 + 365 : 368 + 365].all()
    assert not closed_days(Series(FIRST, values[:300]), 400, holidays)[358]


def test_the_future_is_never_read() -> None:
    """What comes after an origin changes nothing of what was expected there."""
    values = weekly(500)
    other = values.copy()
    other[-28:] *= 7
    one, two = (told(forecast(Series(FIRST, each).until(472))) for each in (values, other))
    assert np.array_equal(one.values, two.values)
    assert one.errors.daily.tolist() == two.errors.daily.tolist()


def test_missing_days_are_left_out_and_not_taken_for_nothing() -> None:
    values = weekly(400)
    values[100:130] = np.nan
    found = told(forecast(Series(FIRST, values)))
    assert found.values.mean() == pytest.approx(1000 * WEEK.mean(), rel=0.05)


def test_a_figure_below_zero_has_intervals_in_amounts() -> None:
    random = np.random.default_rng(5)
    values = random.normal(0, 100, 300) + np.resize([400, -300, 0, 0, 50, 0, 0], 300)
    found = told(forecast(Series(FIRST, values)))
    assert not found.errors.is_share
    assert np.all(found.low[0] < found.values)
    assert np.all(found.values < found.high[0])


def test_eight_windows_at_least_wherever_the_days_allow() -> None:
    assert len(origins(800)) == 13
    assert [len(origins(days)) for days in (366, 200, 150)] == [8, 9, 10]
    assert max(origins(200)) == 172


def test_bounds_take_the_rank_that_few_errors_need() -> None:
    errors = np.array([-0.4, -0.2, -0.1, 0.0, 0.0, 0.1, 0.2, 0.3, 0.5])
    low, high = bounds(np.array([100.0]), errors, 0.80, is_share=True)
    assert (low[0], high[0]) == pytest.approx((60.0, 150.0))


def test_landing_adds_what_is_known_and_says_the_chance() -> None:
    errors = (0.1, -0.1, 0.1, -0.1, 0.1, -0.1, 0.1, -0.1)
    found = landing(6000, 4000, errors, target=10_000)
    assert found.value == 10_000
    assert found.chance == pytest.approx(0.5)
    # Student with 8 degrees: 1.3968 x 400 x sqrt(9 / 8).
    assert found.high - found.value == pytest.approx(592.6, abs=0.1)
    assert landing(6000, 0, (), target=7000).chance == 0.0


@pytest.mark.parametrize(
    ("value", "good_when_up", "verdict"),
    [
        (90, True, Judgement.USUAL),
        (79, True, Judgement.BAD),
        (79, False, Judgement.GOOD),
        (121, True, Judgement.GOOD),
    ],
)
def test_judgement_only_outside_the_interval(value: float, good_when_up: bool, verdict: Judgement) -> None:
    assert judge(value, 80, 120, good_when_up=good_when_up) is verdict
