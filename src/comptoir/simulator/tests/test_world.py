"""What must hold in any world: its tables fit together, and chance has names."""

from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from comptoir.core.errors import InputError
from comptoir.simulator.api import load_scenario, simulate
from comptoir.simulator.scenario import Incident
from comptoir.simulator.streams import Streams
from comptoir.simulator.tests.worlds import FIRST, last_after, lavande, lived
from comptoir.simulator.world import SCHEMAS

SMALL = load_scenario("maison_lavande").sized(6_000)


@pytest.mark.slow
def test_same_seed_same_tables():
    one, truth = simulate(SMALL, 4, FIRST, last_after(40))
    two, again = simulate(SMALL, 4, FIRST, last_after(40))
    assert all(one.tables[name].equals(two.tables[name]) for name in SCHEMAS)
    assert all(table.equals(again.tables[name]) for name, table in truth.tables.items())


def test_another_seed_another_world():
    one, two = (lived(SMALL, 20, seed)[2] for seed in (1, 2))
    assert not one.orders.equals(two.orders)


def test_every_table_has_the_schema_of_the_contract():
    world = lavande()[2]
    assert {name: table.schema for name, table in world.tables.items()} == SCHEMAS
    assert all(table.num_rows for table in world.tables.values())


def test_a_longer_world_keeps_its_past():
    short, long = (lived(SMALL, days)[2] for days in (120, 150))
    names = ["order", "customer", "ordered_at", "sales_channel", "voucher", "shipping"]
    kept = short.orders.num_rows
    assert short.orders.select(names).equals(long.orders.select(names).slice(0, kept))
    assert short.lines.equals(long.lines.slice(0, short.lines.num_rows))
    assert short.stock.equals(long.stock.slice(0, short.stock.num_rows))
    assert short.sessions.drop(["revenue"]).num_rows <= long.sessions.num_rows


def test_a_stream_moves_no_other():
    keys = np.arange(1000)
    alone = Streams(3).uniform("late", keys)
    streams = Streams(3)
    streams.generator("weather").random(17)
    streams.uniform("voucher", keys)
    assert np.array_equal(streams.uniform("late", keys), alone)
    assert np.array_equal(streams.uniform("late", keys[500:]), alone[500:])
    assert abs(np.corrcoef(alone, streams.uniform("voucher", keys))[0, 1]) < 0.1


def test_one_more_incident_leaves_the_other_days_their_orders():
    """The outage of one day must not reshuffle who orders what before it."""
    with_outage = replace(SMALL, incidents=(Incident("outage", 30, 1.0),))
    without = replace(SMALL, incidents=())
    one, two = (lived(each, 60)[2].orders.to_pandas() for each in (with_outage, without))
    outage = FIRST + timedelta(days=30)
    assert one[one.day < outage].drop(columns="status").equals(two[two.day < outage].drop(columns="status"))
    assert not ((one.day == outage) & (one.sales_channel == "site")).any()
    assert ((two.day == outage) & (two.sales_channel == "site")).any()


def test_references_resolve():
    world = lavande()[2]
    tables = {name: table.to_pandas() for name, table in world.tables.items()}
    orders, skus = tables["orders"], set(tables["products"].sku)
    assert orders.order.is_unique
    assert orders.ordered_at.is_monotonic_increasing
    assert set(tables["lines"].order) == set(orders.order)
    assert set(tables["lines"].sku) <= skus
    assert set(tables["people"].customer) == set(orders.customer.dropna().astype(int))
    assert tables["people"].email.is_unique
    assert tables["people"].email.str.endswith(".example").all()
    assert set(tables["refund_lines"].refund) <= set(tables["refunds"].refund)
    for name in ("refunds", "shipments", "fees", "contacts", "reviews"):
        assert set(tables[name].order) <= set(orders.order), name
    assert orders.customer.isna().equals(orders.sales_channel != "site")


def test_days_are_the_shop_own():
    world = lavande()[2]
    zone = ZoneInfo(world.timezone)
    for table in (world.orders, world.refunds):
        instants = table.column(2).to_pylist()[::50]
        days = table["day"].to_pylist()[::50]
        assert [one.replace(tzinfo=UTC).astimezone(zone).date() for one in instants] == days
        assert world.first <= min(days) <= max(days) <= world.last


def test_nothing_happens_before_its_cause():
    tables = {name: table.to_pandas() for name, table in lavande()[2].tables.items()}
    ordered = tables["orders"].set_index("order").ordered_at
    for name, column in (("refunds", "refunded_at"), ("contacts", "at")):
        rows = tables[name]
        assert (rows[column].to_numpy() > ordered.reindex(rows.order).to_numpy()).all(), name
    parcels = tables["shipments"]
    day = tables["orders"].set_index("order").day
    assert (parcels.shipped_on >= day.reindex(parcels.order).to_numpy()).all()


def test_never_more_given_back_than_paid():
    tables = {name: table.to_pandas() for name, table in lavande()[2].tables.items()}
    lines, back, refunds = tables["lines"], tables["refund_lines"], tables["refunds"]
    lines["paid"] = lines.unit_price * lines.quantity - lines.discount
    sold = lines.set_index(["order", "line"])
    returned = back.groupby(["order", "line"])[["amount", "quantity"]].sum()
    assert (returned.amount <= sold.paid.reindex(returned.index)).all()
    assert (returned.quantity <= sold.quantity.reindex(returned.index)).all()
    orders = tables["orders"].set_index("order")
    paid = lines.groupby("order").paid.sum() + orders.shipping
    given = refunds.groupby("order")[["shipping", "gesture"]].sum().sum(axis=1)
    given = given.add(back.groupby("order").amount.sum(), fill_value=0)
    assert (given <= paid.reindex(given.index)).all()
    assert orders.status.reindex(given.index).isin(["completed", "refunded"]).all()


def test_stock_adds_up_and_is_never_below_zero():
    prepared, drawn, world = lavande()
    shelf = drawn.shelves
    assert world.stock["on_hand"].to_numpy().min() == 0
    assert (shelf.on_order >= 0).all()
    before = np.concatenate([shelf.opening[None, :], shelf.on_hand[:-1]])
    assert np.array_equal(shelf.on_hand, before + shelf.arrived - shelf.sold)
    orders, lines = world.orders.to_pandas(), world.lines.to_pandas()
    firm = orders[~orders.status.isin(["failed", "cancelled"])].order
    sold = lines[lines.order.isin(firm)].groupby("sku").quantity.sum()
    skus = prepared.setting.catalogue.skus
    assert sold.reindex(skus).fillna(0).astype(int).tolist() == shelf.sold.sum(axis=0).tolist()


def test_a_world_ends_after_it_begins():
    with pytest.raises(InputError, match="last day comes after"):
        simulate(SMALL, 1, FIRST, FIRST - timedelta(days=1))
