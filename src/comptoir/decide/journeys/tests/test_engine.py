"""Credits add up to the cent; steps and paths by hand."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.decide.journeys.engine.credit import Model, Path, Touches, apportioned, credited, paths
from comptoir.decide.journeys.engine.funnel import Step, Weakest, steps, weakest

SEO, MAIL, ADS = range(3)
# One order of 100.00 by four visits, one of 50.01 by two, one of 10.00 by one.
TOUCHES = Touches(
    order=(0, 0, 0, 0, 1, 1, 2),
    channel=(SEO, MAIL, MAIL, ADS, ADS, SEO, MAIL),
    days_before=(14.0, 7.0, 7.0, 0.0, 7.0, 0.0, 0.0),
)
CENTS = (10_000, 5_001, 1_000)


@pytest.mark.parametrize(
    ("model", "cents", "orders"),
    [
        (Model.FIRST, (10_000, 1_000, 5_001), (1, 1, 1)),
        (Model.LAST, (5_001, 1_000, 10_000), (1, 1, 1)),
        # 100 / 4 each; 50.01 / 2 is half a cent too many for one of the two
        (Model.LINEAR, (5_001, 6_000, 5_000), (0.75, 1.5, 0.75)),
        # 40, 10, 10, 40; 25.005 twice
        (Model.POSITION, (6_501, 3_000, 6_500), (0.9, 1.2, 0.9)),
        # 1/4, 1/2, 1/2, 1 of 9/4; 1/3 and 2/3
        (Model.DECAY, (4_445, 5_445, 6_111), (1 / 9 + 2 / 3, 4 / 9 + 1, 4 / 9 + 1 / 3)),
    ],
)
def test_each_rule_by_hand(model, cents, orders):
    found = credited(TOUCHES, CENTS, 3)[model]
    assert found.cents == cents
    assert found.orders == pytest.approx(orders, abs=1e-12)
    assert sum(found.cents) == sum(CENTS)


def exact(model, visits, days):
    """The shares of one order, in exact fractions; for decay days are whole half-lives."""
    n = len(visits)
    if model is Model.FIRST:
        return [Fraction(k == 0) for k in range(n)]
    if model is Model.LAST:
        return [Fraction(k == n - 1) for k in range(n)]
    if model is Model.LINEAR:
        return [Fraction(1, n)] * n
    if model is Model.POSITION:
        if n < 3:
            return [Fraction(1, n)] * n
        return [Fraction(2, 5) if k in (0, n - 1) else Fraction(1, 5 * (n - 2)) for k in range(n)]
    weights = [Fraction(1, 2 ** (day // 7)) for day in days]
    return [one / sum(weights) for one in weights]


orders = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 8)), min_size=1, max_size=7),
        st.integers(0, 10**9),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(orders)
def test_credits_are_those_of_exact_fractions_to_the_cent(drawn):
    rows, sales = [], []
    expected = {model: [Fraction(0)] * 4 for model in Model}
    for number, (visits, amount) in enumerate(drawn):
        visits = sorted(visits, key=lambda one: -one[1])
        days = [7 * weeks for _channel, weeks in visits]
        rows += [(number, channel, 7.0 * weeks) for channel, weeks in visits]
        sales.append(amount)
        for model in Model:
            for (channel, _weeks), share in zip(visits, exact(model, visits, days), strict=True):
                expected[model][channel] += share * amount
    found = credited(Touches(*map(tuple, zip(*rows, strict=True))), sales, 4)
    for model in Model:
        assert sum(found[model].cents) == sum(sales)
        assert all(
            abs(cents - exact_cents) <= Fraction(1001, 1000)
            for cents, exact_cents in zip(found[model].cents, expected[model], strict=True)
        )
        assert sum(found[model].orders) == pytest.approx(len(drawn))


def test_cents_left_over_go_to_the_largest_fractions():
    assert apportioned(np.array([0.5, 0.4, 1.1]), 2) == (1, 0, 1)
    assert apportioned(np.array([2.0, 3.0]), 4) == (2, 2)


def test_paths_tell_visits_in_a_row_once_and_half_of_the_days():
    touches = Touches(
        order=(0, 0, 0, 1, 1, 2, 3),
        channel=(SEO, MAIL, MAIL, SEO, MAIL, ADS, ADS),
        days_before=(10.0, 3.0, 0.0, 4.0, 0.0, 0.0, 0.0),
    )
    assert paths(touches, (1_000, 2_000, 500, 700)) == [
        Path((SEO, MAIL), 2, 3_000, 7.0),
        Path((ADS,), 2, 1_200, 0.0),
    ]


def test_steps_and_what_each_loses():
    found = steps([("visits", 1_000), ("cart", 100), ("checkout", 120), ("purchase", 30)])
    assert found == [
        Step("visits", 1_000, 1.0, 1.0, 0),
        Step("cart", 100, 0.1, 0.1, 900),
        Step("checkout", 120, 0.12, 1.2, 0),
        Step("purchase", 30, 0.03, 0.25, 90),
    ]
    assert steps([("visits", 0)]) == [Step("visits", 0, None, None, 0)]


def test_a_segment_is_weakest_where_the_rate_of_all_would_bring_most():
    """Phones: 10 % fill the basket as everybody does; 30 % of them order, of all 40 %: 3 x (0.4 / 0.3 - 1) = 1."""
    assert weakest((100, 10, 3), (1_000, 100, 40)) == Weakest(2, pytest.approx(1.0))
    assert weakest((100, 10, 4), (1_000, 100, 40)) is None
    assert weakest((0, 0, 0), (1_000, 100, 40)) is None
