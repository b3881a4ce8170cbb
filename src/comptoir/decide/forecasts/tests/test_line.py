"""What the line learns of the month, of far days, of means; what a thin trade is not taken for."""

from datetime import date

import numpy as np
import pytest

from comptoir.decide.forecasts.engine.design import MONTH_WAVES, design
from comptoir.decide.forecasts.engine.forecast import Forecast, forecast
from comptoir.decide.forecasts.engine.opening import closed_days
from comptoir.decide.forecasts.engine.series import Floats, Series

FIRST = date(2024, 1, 1)
"""A Monday."""
DAYS = 730


def expected(values: Floats) -> Floats:
    return told(values).values


def told(values: Floats) -> Forecast:
    found = forecast(Series(FIRST, values))
    assert isinstance(found, Forecast)
    return found


def noise(spread: float, days: int = DAYS) -> Floats:
    return np.random.default_rng(11).normal(0, spread, days)


def test_waves_of_the_month_turn_once_a_month() -> None:
    columns = design(Series(FIRST, np.ones(40)), 60, ()).columns
    waves = columns[:, -2 * MONTH_WAVES :]
    # 1 January and 1 February.
    assert np.allclose(waves[[0, 31]], [0, 1, 0, 1])
    # 16 of 31 days gone: a little past the half turn.
    assert waves[16, 1] == pytest.approx(np.cos(2 * np.pi * 16 / 31))


def test_what_sells_when_wages_come_is_foretold() -> None:
    days = np.datetime64(FIRST) + np.arange(DAYS).astype("timedelta64[D]")
    through = (days - days.astype("datetime64[M]")).astype(int)
    values = 1000 * np.exp(0.3 * np.cos(2 * np.pi * through / 30.5) + noise(0.02))
    # 731 days from the first: 1 January 2026; the line goes on from 31 December 2025.
    found = expected(values)
    assert found[1:4].mean() / found[14:17].mean() == pytest.approx(np.exp(0.6), rel=0.05)


def test_a_single_order_of_a_wholesaler_moves_nothing() -> None:
    values = 1000 * np.exp(noise(0.1))
    struck = values.copy()
    struck[-10] *= 40
    assert np.max(np.abs(expected(struck) / expected(values) - 1)) < 0.02


def test_days_together_come_to_what_they_come_to() -> None:
    """Half of the days lie above the middle, but the high ones are further off: the mean is 8 % more."""
    found = expected(1000 * np.exp(noise(0.4)))
    assert found.mean() == pytest.approx(1000 * np.exp(0.4**2 / 2), rel=0.02)


def test_a_thin_trade_is_not_a_shop_that_closes() -> None:
    random = np.random.default_rng(4)
    values = np.where(random.random(DAYS) < 0.5, 0.0, 100 * np.exp(random.normal(0, 0.5, DAYS)))
    values[5::7] = 0.0
    closed = closed_days(Series(FIRST, values), DAYS + 28, ())
    assert closed[5::7].all()
    assert closed.sum() == len(closed[5::7])
    covered80, covered95 = told(values).backtest.covered
    # Half of the days are the same 0, so more than 80 of 100 may be held, never fewer.
    assert covered80 >= 0.77
    assert covered95 >= 0.92
