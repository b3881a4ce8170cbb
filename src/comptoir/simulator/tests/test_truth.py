"""The ledger of truth: none where there is no effect, exactly the effect where there is one."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from comptoir.simulator.api import load_scenario, simulate
from comptoir.simulator.engine import prepare
from comptoir.simulator.levers import LEVERS
from comptoir.simulator.scenario import Change, Effects, Scenario
from comptoir.simulator.tests.worlds import FIRST, last_after, lived

STEADY = load_scenario("steady")
SMALL = load_scenario("maison_lavande").sized(8_000)
DAYS = 90
NONE = {"price": 0.0, "assortment": 0.0, "advertising": 0.0, "mail": 0.0}


def levers(scenario: Scenario, days: int = DAYS) -> pd.DataFrame:
    table = simulate(scenario, 1, FIRST, last_after(days))[1].levers.to_pandas()
    assert set(table.lever) == set(LEVERS)
    assert len(table) == len(LEVERS) * days
    return table


def with_effect(lever: str, value: float, **effects: float) -> Scenario:
    return replace(
        STEADY,
        effects=replace(STEADY.effects, **effects),
        changes=(Change(lever, value, day=30, until=60),),
    )


def test_no_effect_no_difference():
    table = levers(SMALL.without_effects())
    assert (table.orders == table.orders_without).all()
    assert (table.sales == table.sales_without).all()
    assert (table.orders > 0).all()


def test_no_effect_no_worth_of_a_campaign():
    truth = simulate(SMALL.without_effects(), 1, FIRST, last_after(DAYS))[1]
    table = truth.campaigns.to_pandas()
    assert set(table.kind) == {"advertising", "mail"}
    assert (table.sales == table.sales_without).all()


@pytest.mark.parametrize(
    ("lever", "value", "effects"),
    [
        ("content", 1.0, {"content": 0.10}),
        ("speed", 2.0, {"speed": 0.05}),
        ("promise", 1.0, {"promise": 0.10}),
    ],
)
def test_ten_percent_is_ten_percent(lever, value, effects):
    table = levers(with_effect(lever, value, **effects))
    own = table[table.lever == lever].reset_index()
    during = own.index.isin(range(30, 60))
    assert (own.orders / own.orders_without)[during].to_numpy() == pytest.approx(1.10, rel=1e-12)
    assert (own.sales / own.sales_without)[during].to_numpy() == pytest.approx(1.10, rel=1e-12)
    assert (own.orders[~during] == own.orders_without[~during]).all()
    others = table[~table.lever.isin([lever])]
    assert (others.orders == others.orders_without).all()


def test_ten_percent_shows_in_the_orders_that_chance_drew():
    scenario = replace(with_effect("content", 1.0, content=0.10), orders_per_year=400_000)
    orders = [lived(one, 60)[2].orders.num_rows for one in (scenario, replace(scenario, changes=()))]
    base, expected = orders[1], orders[1] * 1.05  # half of the sixty days
    assert orders[0] == pytest.approx(expected, abs=4 * np.sqrt(2 * base))


def test_what_was_expected_is_what_happens():
    """Orders drawn against orders expected, repeats of known customers included."""
    scenario = replace(SMALL, stock=replace(SMALL.stock, endless=True)).sized(60_000)
    prepared = prepare(scenario, 5, FIRST, last_after(300))
    world = lived(scenario, 300, 5)[2].orders.to_pandas()
    own = world[world.sales_channel == "site"]
    since = prepared.setting.days.warm_up
    expected = prepared.demand.first.sum(axis=1)[since:] + prepared.known[since:]
    assert len(own) == pytest.approx(expected.sum(), abs=5 * np.sqrt(expected.sum()))
    of_day = own.groupby("day").size().reindex(prepared.setting.days.all[since:], fill_value=0).to_numpy()
    deviation = (of_day - expected) / np.sqrt(expected)
    assert abs(deviation.mean()) < 0.5
    assert 0.85 < deviation.std() < 1.3


def test_a_known_customer_comes_back_as_often_as_expected():
    scenario = replace(SMALL, stock=replace(SMALL.stock, endless=True)).sized(60_000)
    prepared, drawn, _ = lived(scenario, 300, 5)
    since = prepared.setting.days.warm_up
    repeats = int((drawn.bought.rank > 0).sum())
    expected = float(prepared.known[since:].sum())
    assert repeats == pytest.approx(expected, abs=5 * np.sqrt(expected))


def test_a_price_cut_costs_what_it_gives_away():
    """Nobody answers to the price: the same orders, ten percent less money."""
    scenario = replace(with_effect("price", 0.9), effects=Effects(**NONE))
    table = levers(scenario)
    own = table[table.lever == "price"].reset_index()
    assert own.orders.to_numpy() == pytest.approx(own.orders_without.to_numpy(), rel=1e-12)
    during = own[30:60]
    assert (during.sales / during.sales_without).between(0.88, 0.92).all()


def test_advertising_is_worth_its_truly_new_visits():
    """A campaign whose every visit would have come through free search anyway, and bought as well, is worth nothing."""
    truth = {}
    for incremental in (0.0, 1.0):
        scenario = load_scenario("large").sized(20_000)
        brand = replace(scenario.campaigns[0], incremental=incremental, conversion=0.015, known=0.08)
        scenario = replace(scenario, campaigns=(brand, *scenario.campaigns[1:]))
        table = simulate(scenario, 1, FIRST, last_after(DAYS))[1].campaigns.to_pandas()
        row = table[table.campaign == brand.name].iloc[0]
        truth[incremental] = row.orders / row.orders_without - 1
    assert truth[0.0] == pytest.approx(0, abs=1e-9)
    assert truth[1.0] > 0.02


def test_facts_are_the_orders_to_the_cent():
    world, truth = simulate(SMALL, 2, FIRST, last_after(40))
    facts, lines = truth.lines.to_pandas(), world.lines.to_pandas()
    assert len(facts) == len(lines)
    paid = lines.unit_price * lines.quantity - lines.discount
    assert (facts.gross_sales - facts.discounts + facts.tax == paid).all()
    assert (facts.discounts >= 0).all()
    back = truth.returns.to_pandas()
    assert back.returns.sum() + back.tax.sum() == world.refund_lines.to_pandas().amount.sum()


@pytest.mark.slow
def test_customers_are_worth_what_they_will_spend():
    """What was expected of them at the end of a world, against what they do in the year after."""
    scenario = replace(SMALL, stock=replace(SMALL.stock, endless=True), promotions=(), growth=0.0).sized(
        40_000
    )
    truth = simulate(scenario, 3, FIRST, last_after(200))[1].customers.to_pandas()
    assert (truth.expected_orders <= truth.expected_lifetime_orders + 1e-9).all()
    assert (truth.expected_orders[truth.alive_until.notna()] == 0).all()
    later = lived(scenario, 200 + 365, 3)[2].orders.to_pandas()
    after = later[(later.day > last_after(200)) & later.customer.isin(truth.customer)]
    assert len(after) == pytest.approx(truth.expected_orders.sum(), rel=0.12)
    counts = after.groupby("customer").size().reindex(truth.customer, fill_value=0).to_numpy()
    best = truth.expected_orders.rank(pct=True).to_numpy() > 0.9
    assert counts[best].sum() > 0.35 * counts.sum()
