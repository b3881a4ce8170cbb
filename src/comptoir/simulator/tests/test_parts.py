"""The parts of the machine, each against what it claims to be."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.simulator.baskets import Lines
from comptoir.simulator.demand import remembered
from comptoir.simulator.market import Customers, Event, Season
from comptoir.simulator.prices import shop_price
from comptoir.simulator.retention import beta_nodes, expected_repeats, future_orders, gamma_nodes
from comptoir.simulator.season import Days, pulse, windows
from comptoir.simulator.stock import served
from comptoir.simulator.streams import Streams
from comptoir.simulator.tax import without_tax

YEARS = Days(date(2023, 1, 1), date(2023, 1, 1), date(2026, 12, 31))
shares = st.floats(0.05, 0.95)


@given(st.floats(0.3, 8), st.floats(0.1, 10))
def test_rates_have_the_moments_of_a_gamma(shape, mean):
    nodes, weights = gamma_nodes(shape, mean)
    assert (weights * nodes).sum() == pytest.approx(mean, rel=2e-3)
    assert (weights * nodes**2).sum() == pytest.approx(mean**2 * (1 + 1 / shape), rel=2e-3)


@given(shares, st.floats(1.0, 20))
def test_leavings_have_the_moments_of_a_beta(mean, evenness):
    nodes, weights = beta_nodes(mean, evenness)
    assert weights.sum() == pytest.approx(1)
    assert (weights * nodes).sum() == pytest.approx(mean)
    assert (weights * nodes**2).sum() == pytest.approx(mean**2 + mean * (1 - mean) / (evenness + 1))
    assert ((nodes > 0) & (nodes < 1)).all()


def test_repeats_of_one_kind_of_customer_are_those_of_a_renewal_process():
    """Nobody leaves and all are alike: of Erlang-2 waits the renewal function is t/2 - (1 - exp(-2t))/4, t in waits."""
    customers = Customers(orders_a_year=365 * 0.02, evenness=50, leaving=0.0)
    days = 400
    first = np.zeros((1, days))
    first[0, 0] = 1.0
    ones = np.ones((1, days))
    total = expected_repeats(customers, first, ones, ones)[0].sum()
    waits = 2 * 0.02 * (days - 1)
    assert total == pytest.approx(waits / 2 - (1 - np.exp(-2 * waits)) / 4, rel=0.02)


def test_the_clientele_led_in_two_stretches_is_the_same():
    customers = Customers(orders_a_year=3, leaving=0.5)
    draw = np.random.default_rng(1)
    first, pace, staying = draw.random((2, 60)) * 10, draw.random((2, 60)) * 2, draw.random((2, 60))
    whole, _ = expected_repeats(customers, first, pace, staying)
    early, state = expected_repeats(customers, first[:, :25], pace[:, :25], staying[:, :25])
    late, _ = expected_repeats(customers, first[:, 25:], pace[:, 25:], staying[:, 25:], state)
    assert np.allclose(np.concatenate([early, late], axis=1), whole, rtol=1e-12)


@given(st.floats(0.0005, 0.05), shares, st.booleans())
def test_future_orders_end_at_what_leaving_allows(rate, stays, has_waited):
    some, many = (
        future_orders(np.array([rate]), np.array([stays]), span, np.array([has_waited]))[0]
        for span in (200.0, 1e9)
    )
    assert 0 <= some <= many
    assert many == pytest.approx(1 / (1 - stays), rel=1e-6)


def test_poisson_by_inversion():
    drawn = Streams(1).poisson("any", np.arange(200_000), np.full(200_000, 1.3))
    assert drawn.mean() == pytest.approx(1.3, abs=0.01)
    assert drawn.var() == pytest.approx(1.3, abs=0.02)


def test_uniforms_are_uniform():
    drawn = Streams(1).uniform("any", np.arange(100_000))
    counts = np.histogram(drawn, bins=20, range=(0, 1))[0]
    assert ((counts - 5000) ** 2 / 5000).sum() < 45
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.01


@given(st.lists(st.floats(0, 5), min_size=2, max_size=60), st.floats(0, 0.98))
def test_memory_of_a_budget_is_the_recursion(values, keep):
    level, expected = values[0], []
    for value in values:
        level = keep * level + (1 - keep) * value
        expected.append(level)
    assert remembered(np.array(values), keep) == pytest.approx(expected, abs=1e-9)


@given(st.integers(100, 50_000))
def test_prices_end_like_a_shop(cents):
    price = int(shop_price(np.array([cents]))[0])
    assert price % 100 in {0, 50, 90}
    assert abs(price - cents) <= 60


@given(st.integers(0, 10_000_000), st.sampled_from([0.2, 0.1, 0.055, 0.021, 0.0]))
def test_without_tax_is_rounded_half_up(cents, rate):
    net = int(without_tax(np.array([cents]), rate)[0])
    exact = cents / (1 + rate)
    assert abs(net - exact) <= 0.5 + 1e-6
    assert int(without_tax(np.array([-cents]), rate)[0]) == -net


def test_without_tax_known_cases():
    assert without_tax(np.array([590, 1, 211, 1055]), np.array([0.2, 1.0, 0.055, 0.055])).tolist() == [
        492,
        1,
        200,
        1000,
    ]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(1, 4)), min_size=1, max_size=40))
def test_shelves_serve_first_come_first_and_never_more_than_there_is(rows):
    order = np.sort(np.array([one[0] for one in rows]))
    held = Lines(order, np.array([one[1] for one in rows]), np.array([one[2] for one in rows]))
    sold = np.array([[3, 0, 100]])
    got = served(held, np.zeros(5, np.int64), np.arange(5), sold)
    assert (got <= held.quantity).all()
    for product in range(3):
        asked = held.quantity[held.product == product].sum()
        assert got[held.product == product].sum() == min(asked, sold[0, product])
        short = np.flatnonzero((held.product == product) & (got < held.quantity))
        assert (
            (got[(held.product == product) & (held.order > held.order[short[0]])] == 0).all()
            if len(short)
            else True
        )


def test_soldes_and_feasts_fall_on_their_legal_days():
    days = YEARS.all
    assert [days[low] for low, _ in windows("soldes_winter", 0, 0, YEARS)] == [
        date(2023, 1, 11),
        date(2024, 1, 10),
        date(2025, 1, 8),
        date(2026, 1, 7),
    ]
    assert [days[low] for low, _ in windows("black_friday", 0, 0, YEARS)][-1] == date(2026, 11, 27)
    assert [days[high - 1] for _, high in windows("mothers_day", 10, 0, YEARS)] == [
        date(2023, 6, 4),
        date(2024, 5, 26),
        date(2025, 5, 25),
        date(2026, 5, 31),
    ]


def test_an_ordinary_season_is_flat_and_of_mean_one():
    flat = pulse(Season(), YEARS, Streams(1))
    assert (flat.traffic == 1).all()
    assert (flat.conversion == 1).all()
    moved = pulse(Season(weather=0.1, events={"black_friday": Event(traffic=2.0)}), YEARS, Streams(1))
    assert moved.traffic.mean() == pytest.approx(1, abs=0.05)
