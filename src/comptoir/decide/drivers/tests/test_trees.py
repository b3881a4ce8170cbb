"""The shape of the tree of each metric, from plain figures: what stands apart, what is told as one."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.decide.drivers.choice import DEFAULT, Basket, Channels, TreeChoice
from comptoir.decide.drivers.engine import leaves, shapley, value
from comptoir.decide.drivers.segments import Pair
from comptoir.decide.drivers.trees import Builder, Figures


def pair(before, after):
    return Pair(Fraction(before), Fraction(after))


SITE = {
    "sessions": pair(1000, 1200),
    "orders": pair(20, 30),
    "units": pair(40, 50),
    "gross_sales": pair(2000, 3300),
    "demand_sales": pair(1900, 3000),
}
NONE = {"orders": Pair(), "demand_sales": Pair(), "gross_sales": Pair(), "units": Pair()}


def channel(before, after):
    return {
        **NONE,
        "orders": pair(1, 1),
        "demand_sales": pair(before, after),
        "gross_sales": pair(before, after),
    }


def made(metric, figures, choice=DEFAULT):
    tree = Builder(figures, choice).tree(metric)
    assert list(tree.branches) == [leaf.name for leaf in leaves(tree.node)]
    effects = shapley(tree.node)
    assert sum(effects.values()) == value(tree.node, after=True) - value(tree.node, after=False)
    return {name: float(effect) for name, effect in effects.items()}


def test_beyond_five_channels_the_smallest_are_one():
    channels = {f"M{size}": channel(size, 2 * size) for size in range(1, 7)} | {"silent": NONE}
    figures = Figures({"returns": Pair()}, SITE, channels)
    found = made("net_sales", figures)
    assert [name for name in found if not name.startswith("own")] == [
        "channel:M6:demand_sales",
        "channel:M5:demand_sales",
        "channel:M4:demand_sales",
        "channel:M3:demand_sales",
        "others::demand_sales",
    ]
    assert found["others::demand_sales"] == 3
    assert "returns::returns" not in found  # nothing was ever returned
    together = made("demand_sales", figures, TreeChoice(channels=Channels.TOGETHER))
    assert together["others::demand_sales"] == 21


@pytest.mark.parametrize(
    ("choice", "factors"),
    [
        (DEFAULT, ["sessions", "orders/sessions", "gross_sales/orders", "demand_sales/gross_sales"]),
        (TreeChoice(discounts_apart=False), ["sessions", "orders/sessions", "demand_sales/orders"]),
        (
            TreeChoice(basket=Basket.ITEMS),
            ["sessions", "orders/sessions", "units/orders", "gross_sales/units", "demand_sales/gross_sales"],
        ),
    ],
)
def test_the_own_site_as_chosen(choice, factors):
    assert [name.removeprefix("own::") for name in made("demand_sales", Figures({}, SITE), choice)] == factors


def test_a_shop_that_had_no_visit_before_is_told_by_its_orders():
    young = {**SITE, "sessions": pair(0, 1200)}
    assert next(iter(made("gross_sales", Figures({}, young)))) == "own::orders"
    unborn = {**SITE, **{name: pair(0, SITE[name].after) for name in SITE}}
    assert made("gross_sales", Figures({}, unborn)) == {"own::gross_sales": 3300}


def test_a_margin_is_sales_by_their_rate_and_then_advertising():
    whole = {
        "returns": pair(100, 200),
        "net_sales": pair(1800, 2800),
        "costed_sales": pair(1800, 2800),
        "cm2": pair(900, 1400),
        "cm3": pair(800, 1100),
    }
    found = made("cm3", Figures(whole, SITE))
    assert found["ads::cm3"] == -200
    assert found["rate::cm2/net_sales"] == 0  # 50 % both times
    assert "covered::costed_sales/net_sales" not in found  # every cost is known
    assert found["returns::returns"] == pytest.approx(-50)
    unsold = {**whole, "net_sales": pair(0, 2800)}
    assert made("cm2", Figures(unsold, SITE)) == {"whole::cm2": 500}


NUMBERS = st.integers(0, 10_000)
PAIRS = st.builds(pair, NUMBERS, NUMBERS)


@settings(max_examples=50, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(SITE, PAIRS)),
    st.dictionaries(st.sampled_from(["A", "B", "C"]), st.fixed_dictionaries(dict.fromkeys(SITE, PAIRS))),
    st.sampled_from(["net_sales", "demand_sales", "gross_sales", "orders"]),
    st.builds(
        TreeChoice,
        basket=st.sampled_from(Basket),
        discounts_apart=st.booleans(),
        channels=st.sampled_from(Channels),
    ),
)
def test_whatever_is_sold_every_tree_is_the_figure(site, channels, metric, choice):
    figures = Figures({"returns": pair(3, 5)}, site, channels)
    tree = Builder(figures, choice).tree(metric)
    end = {"net_sales": "demand_sales"}.get(metric, metric)
    returned = (3, 5) if metric == "net_sales" else (0, 0)
    for after, side in ((False, "before"), (True, "after")):
        sold = sum(getattr(one[end], side) for one in (site, *channels.values()))
        assert value(tree.node, after=after) == sold - returned[after]
