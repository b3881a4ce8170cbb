"""The mathematics of findings against worked values, published numbers and chance itself."""

import math
import random

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from comptoir.decide.findings.engine.cover import clumping, left_over, missing
from comptoir.decide.findings.engine.credit import daily_loss, worse_days
from comptoir.decide.findings.engine.peers import below_peers
from comptoir.decide.findings.engine.screening import RATE, adjusted
from comptoir.decide.findings.engine.searches import reaches
from comptoir.decide.findings.engine.shares import larger_shares
from comptoir.decide.findings.engine.weeks import risen

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a machine that others use, time tells nothing."""
P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


class TestScreening:
    def test_one_family_is_benjamini_and_hochberg(self):
        """Their own example of 1995: fifteen looks, of which four count at 5 %."""
        p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
        p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
        found = adjusted(["one"] * 15, p)
        assert [place for place, rate in enumerate(found) if rate <= 0.05] == [0, 1, 2, 3]
        assert found[0] == pytest.approx(0.0015)
        assert found[3] == pytest.approx(0.0095 * 15 / 4)

    @CALM
    @given(P_VALUES)
    def test_it_equals_the_procedure_of_scipy_for_one_family(self, p):
        assert adjusted(["one"] * len(p), p) == pytest.approx(list(stats.false_discovery_control(p)))

    def test_a_large_analysis_does_not_drown_a_small_one(self):
        families = ["carrier"] + ["product"] * 1000
        found = adjusted(families, [0.01] + [1.0] * 1000)
        assert found[0] == pytest.approx(0.02)

    @CALM
    @given(P_VALUES, st.randoms())
    def test_the_order_of_looks_does_not_matter(self, p, chance):
        families = [f"f{number % 3}" for number in range(len(p))]
        places = list(range(len(p)))
        chance.shuffle(places)
        moved = adjusted([families[place] for place in places], [p[place] for place in places])
        assert [moved[places.index(place)] for place in range(len(p))] == pytest.approx(adjusted(families, p))

    @pytest.mark.slow
    def test_where_nothing_is_there_something_is_found_one_night_in_twenty(self):
        chance = random.Random(7)
        families = ["few"] * 3 + ["some"] * 12 + ["many"] * 60
        nights = 2000
        false = sum(
            min(adjusted(families, [chance.random() for _look in families])) <= RATE
            for _night in range(nights)
        )
        # Three standard errors around 5 %.
        assert abs(false / nights - RATE) < 3 * math.sqrt(RATE * (1 - RATE) / nights)


class TestCover:
    def test_the_worked_example_of_the_week(self):
        """Stock 140, 10 a day, delay 21 days: out in 14 days, 7 days missing, 70 units, 840 at 12 a unit."""
        found = missing(140, 280, 28, 21)
        assert (found.cover_days, found.mid, found.mid * 12) == (14, 70, 840)
        assert found.low < 70 < found.high
        # 210.4 asked for on average, variance 1.75 times that: 140 last with a chance of 4 in 100,000.
        assert found.p_value == pytest.approx(3.7e-5, rel=0.05)

    def test_enough_stock_misses_nothing(self):
        found = missing(1000, 280, 28, 21)
        assert (found.low, found.mid, found.high) == (0, 0, 0)
        assert found.p_value > 0.999999

    def test_clumps_widen_the_interval_and_doubt_more(self):
        single, clumped = missing(140, 280, 28, 21), missing(140, 280, 28, 21, clumps=3)
        assert clumped.low < single.low
        assert clumped.high > single.high
        assert clumped.p_value > single.p_value

    @CALM
    @given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 60), st.floats(1, 5))
    @example(0, 0, 1, 2.0)
    def test_an_interval_holds_its_middle(self, stock, sold, delay, clumps):
        for found in (missing(stock, sold, 28, delay, clumps), left_over(stock, sold, 91, 365, clumps)):
            assert 0 <= found.low <= found.mid <= found.high
            assert 0 <= found.p_value <= 1

    def test_what_a_year_does_not_sell(self):
        """400 in stock, 10 in 91 days: 40 a year, 360 left."""
        found = left_over(400, 10, 91)
        assert found.mid == pytest.approx(400 - 10 / 91 * 365)
        assert found.p_value < 1e-20
        assert left_over(40, 10, 91).p_value > 0.4

    def test_single_sales_do_not_clump_and_pairs_do(self):
        chance = np.random.default_rng(3)
        first, second = chance.poisson(20, 4000), chance.poisson(20, 4000)
        assert clumping(first, second) == pytest.approx(1, abs=0.08)
        assert clumping(2 * first, 2 * second) == pytest.approx(2, abs=0.16)
        assert clumping([1], [1]) == 1

    @pytest.mark.slow
    def test_the_chance_that_stock_lasts_is_true(self):
        """Of items drawn from the law that it supposes, as many last as it says, whatever is in stock."""
        chance = np.random.default_rng(5)
        told, lasted = [], []
        for _item in range(1500):
            pace, stock = chance.uniform(1, 8), chance.integers(20, 170)
            found = missing(stock, chance.poisson(pace * 28), 28, 21)
            told.append(found.p_value)
            lasted.append(chance.poisson(pace * 21) <= stock)
        assert np.mean(told) == pytest.approx(np.mean(lasted), abs=0.03)


class TestShares:
    def test_one_that_comes_back_three_times_as_often(self):
        found = larger_shares([30] + [10] * 40, [200] * 41)
        assert (found.share[0], found.others[0]) == (0.15, 0.05)
        assert found.p_value[0] == pytest.approx(float(stats.binom.sf(29, 200, 0.05)), rel=1e-6)
        assert found.low[0] == pytest.approx(float(stats.beta.ppf(0.1, 30.5, 170.5)))

    def test_chance_is_called_chance(self):
        chance = np.random.default_rng(11)
        p = []
        for _shop in range(60):
            sold = chance.integers(30, 300, 40)
            p += larger_shares(chance.binomial(sold, 0.07), sold).p_value.tolist()
        assert np.mean(np.array(p) <= 0.05) <= 0.065
        assert np.mean(np.array(p) <= 0.001) <= 0.003

    def test_clumps_of_two_are_allowed_for(self):
        chance = np.random.default_rng(12)
        p = []
        for _shop in range(60):
            sold = chance.integers(30, 300, 40)
            p += larger_shares(2 * chance.binomial(sold, 0.07), 2 * sold).p_value.tolist()
        assert np.mean(np.array(p) <= 0.01) <= 0.02

    def test_one_alone_has_no_others(self):
        assert larger_shares([3], [10]) is None


class TestWeeks:
    def test_the_largest_four_of_twenty_four(self):
        found = risen([0.05] * 20 + [0.10, 0.09, 0.11, 0.10])
        assert found.p_value == pytest.approx(1 / math.comb(24, 4))
        assert found.difference == pytest.approx(0.05)
        assert found.low < 0.05 < found.high

    def test_all_alike_is_no_rise(self):
        found = risen([0.05] * 24)
        assert (found.p_value, found.difference) == (1, pytest.approx(0))

    def test_too_short_a_past_gives_no_answer(self):
        assert risen([0.05] * 15) is None
        assert risen([0.05] * 16) is not None

    @pytest.mark.slow
    def test_chance_is_called_chance_exactly(self):
        """A permutation test is right whatever the law: here a skewed one."""
        chance = np.random.default_rng(13)
        p = np.array([risen(chance.lognormal(size=16)).p_value for _series in range(1500)])
        assert np.mean(p <= 0.05) == pytest.approx(0.05, abs=0.018)

    @CALM
    @given(st.lists(st.floats(0, 1), min_size=16, max_size=18))
    def test_a_p_value_is_one(self, weeks):
        assert 0 < risen(weeks).p_value <= 1


class TestPeers:
    def test_one_far_below(self):
        others = [0.58, 0.60, 0.62, 0.59, 0.61, 0.60, 0.63, 0.57]
        found = below_peers([0.15, *others])[0]
        assert (found.value, found.usual) == (0.15, 0.60)
        assert found.p_value < 1e-3
        assert 0.57 < found.low < 0.60 < found.high < 0.63

    def test_too_few_peers_give_no_answer(self):
        assert below_peers([0.1] + [0.6] * 6) == [None] * 7

    def test_less_than_two_points_is_no_difference(self):
        assert below_peers([0.58] + [0.60] * 20)[0].p_value > 0.1

    @pytest.mark.slow
    def test_chance_is_called_chance(self):
        chance = np.random.default_rng(17)
        p = [one.p_value for _shop in range(200) for one in below_peers(chance.normal(0.5, 0.08, 20))]
        assert np.mean(np.array(p) <= 0.001) <= 0.003


class TestCredit:
    def test_a_channel_that_breaks_even_loses_nothing(self):
        """Break-even ROAS = 1 / rate: at 30 % it takes 3.33 of credited sales to pay for 1 of spend."""
        found = daily_loss([30.0] * 10, [100.0] * 10, 0.3)
        assert (found.mean, found.p_value) == (0, 1)
        assert pytest.approx(3.33, abs=0.01) == 1 / 0.3

    def test_a_channel_that_loses(self):
        found = daily_loss([100.0, 110, 90, 100, 105, 95, 100, 100], [100.0] * 8, 0.3)
        assert found.mean == 70
        assert 0 < found.low < 70 < found.high
        assert found.p_value < 1e-6

    def test_a_week_says_nothing(self):
        assert daily_loss([100.0] * 7, [0.0] * 7, 0.3) is None

    def test_one_weekday_apart(self):
        weekdays = [1, 2, 3, 4, 5, 6, 7] * 12
        chance = random.Random(19)
        lost = [(25 if day == 7 else -20) + chance.gauss(0, 3) for day in weekdays]
        found = worse_days(lost, weekdays)
        assert [day for day, one in found.items() if one.p_value < 0.01] == [7]
        assert found[7].mean == pytest.approx(25, abs=3)

    def test_a_channel_that_loses_every_day_has_no_worse_one(self):
        weekdays = [1, 2, 3, 4, 5, 6, 7] * 12
        chance = random.Random(20)
        found = worse_days([25 + chance.gauss(0, 3) for _day in weekdays], weekdays)
        assert min(one.p_value for one in found.values()) > 0.005


class TestSearches:
    def test_the_site_s_own_curve_is_read_back(self):
        """Clicks = 30 % of the shown / place: at place 8, third brings 8/3 of the clicks; one place better 8/7."""
        places = [float(place) for place in range(1, 31)]
        clicks = [0.3 * 1000 / place for place in places]
        found = reaches(clicks, [1000.0] * 30, places)
        reach = found[7]
        assert reach.high == pytest.approx(37.5 * (8 / 3 - 1))
        assert reach.low == pytest.approx(37.5 * (8 / 7 - 1))
        assert reach.mid == pytest.approx(37.5 * ((8 / 3) ** 0.5 - 1))
        assert [place for place, one in zip(places, found, strict=True) if one] == list(range(4, 16))

    def test_clicks_that_do_not_fall_say_nothing(self):
        assert reaches([50.0] * 30, [1000.0] * 30, [float(place) for place in range(1, 31)]) is None

    def test_few_searches_say_nothing(self):
        assert reaches([10.0] * 19, [100.0] * 19, [float(place) for place in range(1, 20)]) is None
