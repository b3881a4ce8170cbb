"""The models of purchases against published figures, against themselves, and where they have no answer."""

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.decide.customers.engine import bg_nbd, gamma_gamma
from comptoir.decide.customers.engine.answers import Inconclusive, Why
from comptoir.decide.customers.engine.bg_nbd import BgNbd
from comptoir.decide.customers.engine.lifetime import LEVEL, Models, worth
from comptoir.decide.customers.engine.purchases import Groups, Purchases
from comptoir.decide.customers.tests.sample import generated, purchases, read

CDNOW = BgNbd(0.2426, 4.4136, 0.7929, 2.4259)


def test_the_published_figures_of_the_sample(shared_data):
    found = purchases(read(shared_data / "cdnow" / "CDNOW_sample.txt"))
    assert found.size == 2357
    orders = bg_nbd.fit(found.groups())
    assert isinstance(orders, BgNbd)
    assert [orders.r, orders.alpha, orders.a, orders.b] == pytest.approx(
        [0.2426, 4.4135, 0.7929, 2.4258], rel=0.005
    )
    assert orders.log_likelihood == pytest.approx(-9582.43, abs=0.05)
    # 39 weeks more of the customer with two repeats, the last in week 30.43 of 38.86.
    assert orders.expected(Groups.one(2, 30.43, 38.86), 39)[0] == pytest.approx(1.2259, abs=0.002)
    values = gamma_gamma.fit(found)
    assert isinstance(values, gamma_gamma.GammaGamma)
    assert [values.p, values.q, values.v] == pytest.approx([6.249, 3.745, 15.448], rel=0.005)


def test_purchases_of_nothing_are_purchases(shared_data):
    """Without the eight of them the likelihood is another."""
    rows = [row for row in read(shared_data / "cdnow" / "CDNOW_sample.txt") if float(row[2]) > 0]
    orders = bg_nbd.fit(purchases(rows).groups())
    assert isinstance(orders, BgNbd)
    assert orders.log_likelihood == pytest.approx(-9578.20, abs=0.05)


def test_parameters_are_found_again():
    found, _later, _sums = generated(8_000, 5)
    orders, values = bg_nbd.fit(found.groups()), gamma_gamma.fit(found)
    assert isinstance(orders, BgNbd)
    assert orders.covariance is not None
    errors = np.sqrt(np.diag(orders.covariance))
    logs = np.log([orders.r, orders.alpha, orders.a, orders.b]) - np.log([0.5, 6.0, 0.8, 2.5])
    # Several purchases of one day are one, which moves them a little beyond chance.
    assert (np.abs(logs) < 4 * errors + 0.05).all()
    assert isinstance(values, gamma_gamma.GammaGamma)
    assert values.p * values.v / (values.q - 1) == pytest.approx(6 * 15 / 3, rel=0.05)


@pytest.mark.slow
def test_what_is_expected_comes_true_and_falls_within_the_interval_as_often_as_it_says():
    found, later, sums = generated(8_000, 6)
    groups = found.groups()
    orders, values = bg_nbd.fit(groups), gamma_gamma.fit(found)
    assert isinstance(orders, BgNbd)
    assert isinstance(values, gamma_gamma.GammaGamma)
    told = worth(Models(orders, values), found, groups, 182)
    assert told.orders.sum() == pytest.approx(later.sum(), rel=0.06)
    assert told.value.sum() == pytest.approx(sums.sum(), rel=0.08)
    assert told.returns.sum() == pytest.approx((later > 0).sum(), rel=0.06)
    # At most a tenth lies above; nobody lies below nothing, so more than the level may lie within.
    assert np.mean(sums > told.high) == pytest.approx((1 - LEVEL) / 2, abs=0.02)
    assert np.mean((sums >= told.low) & (sums <= told.high)) >= LEVEL - 0.02
    likely = told.low > 0  # those surely active: their interval has two sides
    inside = (sums[likely] >= told.low[likely]) & (sums[likely] <= told.high[likely])
    assert likely.sum() > 50
    assert inside.mean() == pytest.approx(LEVEL, abs=0.1)


def test_active_is_not_buying_again():
    told = Groups.one(0, 0.0, 38.0)
    assert CDNOW.alive(told)[0] == 1.0  # nobody leaves before a second purchase, says the model
    assert CDNOW.returns(told, 13)[0] == pytest.approx(1 - (42.4136 / 55.4136) ** 0.2426)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.integers(0, 5_000),
    st.integers(1, 3_000),
    st.floats(0, 1),
    st.floats(0.1, 520.0),
    st.floats(0.01, 20),
    st.floats(0.1, 200),
    st.floats(0.01, 50),
    st.floats(0.01, 500),
)
def test_expectations_are_numbers_whatever_the_customer(x, age, late, weeks, r, alpha, a, b):
    model = BgNbd(r, alpha, a, b)
    one = Groups.one(x, round(age * late) / 7 if x else 0.0, age / 7)
    expected, returns, alive = (
        model.expected(one, weeks)[0],
        model.returns(one, weeks)[0],
        model.alive(one)[0],
    )
    assert 0 <= returns <= alive <= 1
    # Nobody who returns buys less than once; beyond, only the noise of a difference of nearly equal numbers.
    assert expected >= returns * (1 - 1e-4) - 1e-6
    assert np.isfinite(expected)


def test_customers_all_alike_have_expectations_too():
    """Nobody leaves and all buy at one pace: the parameters run to infinity, what they say stays."""
    rng = np.random.default_rng(3)
    age = rng.integers(300, 700, 400)
    x = rng.poisson(age / 70)
    last = np.where(x > 0, (rng.beta(np.maximum(x, 1), 1) * age).astype(np.int64), 0)
    found = Purchases(x, np.maximum(last, x > 0), age, np.where(x > 0, rng.gamma(20.0, 1.0, 400), 0.0))
    groups = found.groups()
    orders, values = bg_nbd.fit(groups), gamma_gamma.fit(found)
    assert isinstance(orders, BgNbd)
    assert isinstance(values, gamma_gamma.GammaGamma)
    told = worth(Models(orders, values), found, groups, 70)
    assert np.isfinite([told.orders, told.value, told.low, told.high]).all()
    assert told.orders.mean() == pytest.approx(1.0, rel=0.1)
    assert told.value.mean() == pytest.approx(20.0, rel=0.15)


def test_the_average_says_what_the_series_says():
    weeks = 30.0
    for x in (0.0, 1.0, 5.0, 40.0):
        told, waits = np.array([x]), np.array([CDNOW.alpha + 50.0])
        assert CDNOW._averaged(told, waits, weeks) == pytest.approx(
            CDNOW._series(told, waits, weeks), rel=0.003
        )


@pytest.mark.parametrize(
    ("repeats", "reason"),
    [(np.zeros(49, dtype=int), Why.FEW_CUSTOMERS), (np.zeros(500, dtype=int), Why.FEW_REPEATS)],
)
def test_without_enough_to_go_by_there_is_no_answer(repeats, reason):
    silent = Purchases(repeats, repeats, repeats + 100, repeats.astype(float))
    answer = bg_nbd.fit(silent.groups())
    assert isinstance(answer, Inconclusive)
    assert (answer.reason, answer.found) == (reason, {Why.FEW_CUSTOMERS: 49, Why.FEW_REPEATS: 0}[reason])
    assert isinstance(gamma_gamma.fit(silent), Inconclusive)


def test_the_order_of_customers_and_the_currency_change_nothing():
    found, _later, _sums = generated(3_000, 7)
    turned = Purchases(
        *(column[::-1].copy() for column in (found.repeats, found.last_after, found.age)),
        found.value[::-1] * 100,
    )
    one, other = bg_nbd.fit(found.groups()), bg_nbd.fit(turned.groups())
    assert isinstance(one, BgNbd)
    assert isinstance(other, BgNbd)
    assert (one.r, one.alpha, one.a, one.b) == pytest.approx(
        (other.r, other.alpha, other.a, other.b), rel=1e-9
    )
    cents, whole = gamma_gamma.fit(turned), gamma_gamma.fit(found)
    assert isinstance(cents, gamma_gamma.GammaGamma)
    assert isinstance(whole, gamma_gamma.GammaGamma)
    assert (cents.p, cents.q, cents.v / 100) == pytest.approx((whole.p, whole.q, whole.v), rel=1e-4)


@pytest.mark.slow
def test_a_million_customers_take_about_a_second():
    rng = np.random.default_rng(1)
    size = 1_000_000
    age = rng.integers(1, 730, size)
    many = rng.poisson(rng.gamma(0.2426, 1 / 4.4135, size) * age / 7)
    x = np.minimum(many, rng.geometric(np.maximum(rng.beta(0.7929, 2.4258, size), 1e-12)))
    late = np.where(x > 0, rng.beta(np.maximum(x, 1), many - x + 1) * age, 0)
    last = np.minimum(np.ceil(late), age).astype(np.int64)
    x = np.minimum(x, last)
    value = rng.gamma(6.249 * np.maximum(x, 1)) / rng.gamma(3.745, 1 / 15.448, size) / np.maximum(x, 1)
    found = Purchases(x, last, age, np.where(x > 0, value, 0.0))
    started = time.process_time()
    groups = found.groups()
    orders, values = bg_nbd.fit(groups), gamma_gamma.fit(found)
    spent = time.process_time() - started
    assert isinstance(orders, BgNbd)
    assert isinstance(values, gamma_gamma.GammaGamma)
    assert (orders.r, orders.a) == pytest.approx((0.2426, 0.7929), rel=0.02)
    assert (values.p, values.q, values.v) == pytest.approx((6.249, 3.745, 15.448), rel=0.02)
    assert spent < 3  # about half a second where nothing else runs
