"""Each day as it was to be expected on the evening before."""

from datetime import timedelta

import numpy as np
import pytest

from comptoir.decide.forecasts.engine.daily import day_by_day, near_events
from comptoir.decide.forecasts.engine.series import Occasion, Series
from comptoir.decide.forecasts.tests.test_engine import FIRST, WEEK, weekly


def occasion(code, start, end, **more):
    return Occasion(code, code, FIRST + timedelta(start), FIRST + timedelta(end), **more)


def test_a_week_that_repeats_is_expected_day_by_day():
    wanted = day_by_day(Series(FIRST, weekly(420)), [], 120)
    truth = 1000 * np.resize(WEEK, 420)[-120:]
    assert np.mean(np.abs(wanted / truth - 1)) < 0.02


def test_no_day_knows_itself_nor_what_comes_after():
    values = weekly(300)
    other = values.copy()
    other[280:] *= 4
    one, two = (day_by_day(Series(FIRST, each), [], 60) for each in (values, other))
    # The trend is counted from the end of the series: the same to the rounding.
    assert np.allclose(one[:41], two[:41], rtol=1e-9)
    assert not np.allclose(one[48:], two[48:], rtol=1e-2)


def test_a_lasting_change_is_expected_after_a_fortnight():
    values = weekly(400)
    values[340:] *= 0.6
    wanted = day_by_day(Series(FIRST, values), [], 80)
    share = wanted / (1000 * np.resize(WEEK, 400)[-80:])
    assert share[20:24].mean() == pytest.approx(1.0, abs=0.05)
    assert share[36:].mean() < 0.78


def test_what_was_never_before_is_not_foretold_and_the_next_one_is():
    sale = [occasion("sale", 100, 104), occasion("sale", 200, 204), occasion("long", 240, 270)]
    wanted = day_by_day(Series(FIRST, weekly(300)), sale, 220)
    unknown = {place + 80 for place in np.flatnonzero(np.isnan(wanted))}
    assert unknown == {*range(100, 105), *range(240, 254)}


def test_days_before_the_first_figure_are_of_no_shop():
    values = np.concatenate([np.zeros(200), weekly(150)])
    wanted = day_by_day(Series(FIRST, values), [], 350)
    assert np.isnan(wanted[:256]).all()
    assert not np.isnan(wanted[256:]).any()


def test_an_event_has_its_edges_around():
    near = near_events(FIRST, 60, [occasion("sale", 20, 45), occasion("day", 5, 5, is_public_holiday=True)])
    assert {*np.flatnonzero(near)} == {4, 5, 6, *range(17, 27), *range(42, 49)}


def test_a_shop_of_a_few_days_expects_nothing():
    for days in (0, 1, 55):
        assert np.isnan(day_by_day(Series(FIRST, weekly(60)[:days]), [], 42)).all()
