"""Who comes back, who falls silent, what goes together: planted, shuffled, and the mathematics."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from comptoir.core.companies.api import operator_scope
from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.analyses import going_quiet, pairs, worse_cohort
from comptoir.decide.findings.candidate import Doubt, LackingError
from comptoir.decide.findings.engine.cohorts import fewer
from comptoir.decide.findings.engine.screening import RATE
from comptoir.decide.findings.engine.silence import orders_lost, quiet_ones, silences
from comptoir.decide.findings.facts import Facts
from comptoir.decide.findings.found import Confidence
from comptoir.decide.findings.looking import look
from comptoir.decide.findings.tests.returning import DAY, SILENT, WORSE, Shop, shuffled
from comptoir.decide.findings.tests.shop import cost_rules, known_on, load

MINE = {"worse_cohort", "going_quiet", "pairs"}


class TestCohorts:
    def test_it_is_fisher_s_exact_test_where_elders_are_alike(self):
        """10 of 100 against 240 of 600: elders of 40 % each, no clumps."""
        found = fewer(10, 100, [40] * 6, [100] * 6)
        assert found.p_value == pytest.approx(stats.fisher_exact([[10, 90], [240, 360]], "less").pvalue)
        assert (found.share, found.elders) == (0.10, 0.40)
        assert found.low < 0.30 < found.high
        assert found.high - found.low == pytest.approx(
            2 * 1.2816 * (0.1 * 0.9 / 100 + 0.24 / 600) ** 0.5, rel=0.06
        )

    def test_elders_that_differ_among_themselves_say_less(self):
        alike, apart = (
            fewer(28, 100, [40] * 6, [100] * 6),
            fewer(28, 100, [25, 55, 28, 52, 30, 50], [100] * 6),
        )
        assert alike.p_value < 0.02
        assert apart.p_value > 0.10
        assert apart.high - apart.low > alike.high - alike.low

    def test_a_cohort_like_its_elders_is_no_finding(self):
        assert fewer(40, 100, [40] * 6, [100] * 6).p_value > 0.4

    def test_by_chance_alone_it_is_called_at_most_as_often_as_said(self):
        rng = np.random.default_rng(5)
        rows = rng.binomial(120, 0.3, size=(1500, 13))
        said = [fewer(row[0], 120, row[1:].tolist(), [120] * 12).p_value <= 0.05 for row in rows]
        assert np.mean(said) < 0.05 + 3 * (0.05 * 0.95 / 1500) ** 0.5


class TestSilence:
    def test_ten_purchases_in_the_first_half_are_one_chance_in_a_thousand(self):
        p = silences(np.array([10, 1, 0, 3]), np.array([50.0, 50.0, 0.0, 100.0]), np.full(4, 100.0))
        assert p.tolist() == pytest.approx([0.5**10, 0.5, 1.0, 1.0])

    def test_a_steady_customer_s_chance_is_any_number_alike(self):
        rng = np.random.default_rng(3)
        last = rng.random((4000, 6)).max(axis=1)
        p = silences(np.full(4000, 6), last, np.ones(4000))
        assert stats.kstest(p, "uniform").pvalue > 0.01

    def test_the_silent_are_named_and_nobody_where_all_are_steady(self):
        p = np.array([1e-6, 0.5, 0.9, 0.3])
        inside, chance = quiet_ones(p, RATE)
        assert inside.tolist() == [True, False, False, False]
        assert chance == pytest.approx(4e-6)
        assert quiet_ones(np.array([0.5, 0.9]), RATE)[0].sum() == 0
        assert quiet_ones(np.zeros(0), RATE) == (pytest.approx(np.zeros(0)), 1.0)

    def test_what_is_lost_is_added_up(self):
        low, mid, high = orders_lost(np.array([0.8, 0.5]), np.array([0.2, 0.5]), np.array([10.0, 30.0]))
        assert mid == pytest.approx(6.0)
        # 100 x (0.16 + 0.16) + 900 x (0.25 + 0.25)
        assert high - mid == pytest.approx(1.2816 * 482**0.5)
        assert mid - low == pytest.approx(high - mid)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=20))
    def test_a_chance_is_a_chance_and_a_longer_silence_never_more_likely(self, given_ones):
        repeats = np.array([one for one, _share in given_ones])
        share = np.array([one for _repeats, one in given_ones])
        p = silences(repeats, share, np.ones(len(share)))
        assert ((p >= 0) & (p <= 1)).all()
        assert (silences(repeats, share / 2, np.ones(len(share))) <= p).all()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestShop:
    def mine(self, scope, day=DAY):
        found = look(scope, day, None, least=Decimal(20), delay_days=21)
        return {one.analysis: one for one in found.found if one.analysis in MINE}, found

    def test_what_is_planted_is_found(self, scope):
        load(scope, Shop(1).rows)
        cost_rules(scope)
        by, found = self.mine(scope)
        assert by.keys() == MINE
        assert [one.subject for one in found.found if one.analysis == "worse_cohort"] == [
            {"cohort": f"{WORSE:%Y-%m}"}
        ]
        quiet = by["going_quiet"]
        assert abs(int(quiet.numbers["customers"]) - SILENT) <= 3
        assert int(quiet.numbers["days"]) >= 110
        assert 0 < quiet.stake.low < quiet.stake.mid < quiet.stake.high
        # About (31 % - 6 %) x 100 new customers within 60 days, 30 days of 31, x 21 x 0.49.
        assert by["worse_cohort"].stake.mid == pytest.approx(Decimal(250), rel=Decimal("0.3"))
        pair = by["pairs"]
        assert {pair.subject["product"], pair.subject["with"]} == {"MUG", "SAUCER"}
        assert pair.confidence is Confidence.LOW
        assert pair.stake.low == 0
        assert Doubt.UPPER_BOUND in pair.doubts
        assert {one.basis for one in by.values()} == {Basis.MARGIN}

    @pytest.mark.parametrize("seed", range(1, 3))
    def test_with_every_tie_cut_nothing_is_found(self, scope, seed):
        load(scope, shuffled(Shop(seed)))
        by, found = self.mine(scope)
        assert by == {}
        assert not MINE & found.gaps.keys()

    def test_from_an_evening_nothing_later_is_read(self, make_company):
        evening, rows, told = DAY - timedelta(days=60), Shop(1).rows, []
        for slug, content in (("whole", rows), ("then", known_on(evening, rows))):
            make_company(slug)
            scope = operator_scope(slug)
            load(scope, content)
            told.append(self.mine(scope, evening)[0])
        assert told[0] == told[1]
        # The cohort of March is not old enough, the silent ones spoke until then.
        assert "pairs" in told[0]

    def test_in_the_first_months_of_data_nothing_is_said_of_new_customers(self, scope):
        load(scope, Shop(1).rows)
        early = Facts(scope, date(2025, 6, 1), None, 21)
        with pytest.raises(LackingError, match=r"eighteen|dix-huit"):
            worse_cohort.look(early)
        with pytest.raises(LackingError):
            going_quiet.look(Facts(scope, date(2025, 3, 1), None, 21))
        assert pairs.look(early).candidates
