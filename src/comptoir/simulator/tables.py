"""Arrays of the sample written as the tables of a world: orders and what follows from them."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import CANCELLED, FAILED, PENDING, STATUSES
from comptoir.simulator.clock import instants, office_seconds
from comptoir.simulator.engine import Prepared
from comptoir.simulator.people import countries, country_codes
from comptoir.simulator.returns import REASONS
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Flags, Ints
from comptoir.simulator.world import FEES, LINES, ORDERS, PRODUCTS, REFUND_LINES, REFUNDS, SHIPMENTS

DEVICES = ("mobile", "desktop", "tablet")
SHIPPING_TAX = 0.20
FIRST_KILO, NEXT_KILO = 390, 85
"""What a parcel costs the shop, cents without tax."""


def texts(values: list[str], which: Ints, missing: Flags | None = None) -> pa.Array:
    """The words at these positions; null where missing."""
    place = pa.array(np.where(missing, 0, which) if missing is not None else which, mask=missing)
    return pa.array(values or [""], pa.string()).take(place)


def moments(seconds: Ints) -> pa.Array:
    return pa.array(seconds).cast(pa.timestamp("s", tz="UTC"))


def dates(day: Ints, epoch: int, missing: Flags | None = None) -> pa.Array:
    return pa.array((day + epoch).astype(np.int32), mask=missing).cast(pa.date32())


def products(world: Prepared) -> pa.Table:
    """Those that came by the last day; the old ones were added in the years before the world."""
    days, range_ = world.setting.days, world.setting.catalogue
    there = np.flatnonzero(range_.added < days.count)
    before = (world.streams.uniform("added before", there) * 900).astype(np.int64)
    added = np.where(range_.added[there] > 0, range_.added[there], -before)
    names = range_.category_names
    columns = [
        pa.array(range_.skus).take(there),
        pa.array(range_.gtins).take(there),
        pa.array(range_.names).take(there),
        texts(names, range_.category[there]),
        pa.array(range_.subcategories).take(there),
        pa.array(range_.brands).take(there),
        pa.array(range_.suppliers).take(there),
        pa.array(range_.delay[there].astype(np.int32)),
        pa.array(world.plan.list_price[-1][there]),
        pa.array(range_.cost[there]),
        pa.array(range_.tax[there]),
        pa.array(range_.weight[there].astype(np.int32)),
        dates(added, int(days.epoch[0])),
    ]
    return pa.table(columns, schema=PRODUCTS)


def order_numbers(world: Prepared, drawn: Sample) -> Ints:
    return world.setting.scenario.first_order + np.arange(len(drawn.second))


def orders(world: Prepared, drawn: Sample, customer: Ints) -> pa.Table:
    scenario, days, bought = world.setting.scenario, world.setting.days, drawn.bought
    of_market = bought.market >= 0
    channels = [one.channel for one in world.demand.sources]
    buyer = np.where(of_market, bought.key, bought.customer)
    where = countries(buyer, scenario.basket.abroad, world.streams)
    methods = [one.method for one in scenario.payments] + [one.name for one in scenario.marketplaces]
    paid_with = np.where(of_market, len(scenario.payments) + bought.market, bought.payment)
    columns = [
        pa.array(order_numbers(world, drawn)),
        pa.array(np.where(of_market, 0, customer[bought.customer]), mask=of_market),
        moments(instants(bought.day, drawn.second, days, scenario.timezone)),
        dates(bought.day, int(days.epoch[0])),
        texts(["site", *(one.name for one in scenario.marketplaces)], bought.market + 1),
        texts(channels, bought.source, of_market),
        texts(list(DEVICES), devices(world, drawn), of_market),
        texts(country_codes(), where),
        texts(list(STATUSES), drawn.status),
        texts(methods, paid_with),
        texts([one.code for one in scenario.basket.vouchers], drawn.voucher, drawn.voucher < 0),
        pa.array(drawn.shipping),
        texts(list(scenario.basket.shipping) or ["standard"], drawn.shipping_method),
        pa.array(np.full(len(drawn.second), SHIPPING_TAX)),
    ]
    return pa.table(columns, schema=ORDERS)


def devices(world: Prepared, drawn: Sample) -> Ints:
    """People buy on a desktop more often than they visit with one."""
    shares = np.array([world.setting.scenario.audience.devices.get(one, 0.0) for one in DEVICES])
    return world.streams.chosen("device", drawn.bought.key, shares * np.array([0.8, 1.45, 0.95]))


def lines(world: Prepared, drawn: Sample) -> pa.Table:
    range_, held = world.setting.catalogue, drawn.held
    columns = [
        pa.array(order_numbers(world, drawn)[held.order]),
        pa.array((held.rank + 1).astype(np.int32)),
        texts(range_.skus, held.product),
        pa.array(held.quantity.astype(np.int32)),
        pa.array(drawn.amounts.unit),
        pa.array(drawn.amounts.discount),
        pa.array(range_.tax[held.product]),
    ]
    return pa.table(columns, schema=LINES)


def refunds(world: Prepared, drawn: Sample) -> tuple[pa.Table, pa.Table]:
    """Numbered in the order of their time."""
    days, back, held = world.setting.days, drawn.refunds, drawn.held
    second = office_seconds(back.order * 4096 + back.day, "refund second", world.streams)
    turn = np.lexsort((back.order, second, back.day))
    number = np.empty(len(turn), np.int64)
    number[turn] = np.arange(1, len(turn) + 1)
    names = order_numbers(world, drawn)
    at = instants(back.day[turn], second[turn], days, world.setting.scenario.timezone)
    head = [
        pa.array(number[turn]),
        pa.array(names[back.order[turn]]),
        moments(at),
        dates(back.day[turn], int(days.epoch[0])),
        texts(list(REASONS), back.reason[turn]),
        pa.array(back.shipping[turn]),
        pa.array(back.gesture[turn]),
    ]
    refund = number[back.line_refund]
    line_turn = np.lexsort((back.line, refund))
    line = back.line[line_turn]
    body = [
        pa.array(refund[line_turn]),
        pa.array(names[held.order[line]]),
        pa.array((held.rank[line] + 1).astype(np.int32)),
        texts(world.setting.catalogue.skus, held.product[line]),
        pa.array(back.line_quantity[line_turn].astype(np.int32)),
        pa.array(back.line_amount[line_turn]),
        pa.array(world.setting.catalogue.tax[held.product[line]]),
    ]
    return pa.table(head, schema=REFUNDS), pa.table(body, schema=REFUND_LINES)


def shipments(world: Prepared, drawn: Sample) -> pa.Table:
    """Parcels that left by the last day, in the order of their orders."""
    days, way = world.setting.days, drawn.parcels
    sold = ~np.isin(drawn.status, (FAILED, CANCELLED, PENDING))
    gone = np.flatnonzero(sold & (way.shipped < days.count))
    weight = np.bincount(
        drawn.held.order,
        weights=world.setting.catalogue.weight[drawn.held.product] * drawn.held.quantity,
        minlength=len(sold),
    )[gone]
    cost = FIRST_KILO + np.ceil(np.maximum(weight - 1000, 0) / 1000).astype(np.int64) * NEXT_KILO
    epoch = int(days.epoch[0])
    columns = [
        pa.array(order_numbers(world, drawn)[gone]),
        dates(way.promised[gone], epoch),
        dates(way.ship_by[gone], epoch),
        dates(way.shipped[gone], epoch),
        dates(way.delivered[gone], epoch, way.delivered[gone] >= days.count),
        texts(list(world.setting.scenario.delivery.carriers) or ["Colissimo"], way.carrier[gone]),
        pa.array(cost),
    ]
    return pa.table(columns, schema=SHIPMENTS)


def fees(world: Prepared, drawn: Sample) -> pa.Table:
    """What the payment or the marketplace takes of each sold order."""
    scenario, bought = world.setting.scenario, drawn.bought
    sold = np.flatnonzero(~np.isin(drawn.status, (FAILED, CANCELLED, PENDING)))
    market = bought.market[sold]
    rate = np.array(
        [one.fee for one in scenario.payments] + [one.commission for one in scenario.marketplaces]
    )
    fixed = np.array(
        [one.fixed_fee for one in scenario.payments] + [one.fixed_fee for one in scenario.marketplaces]
    )
    which = np.where(market >= 0, len(scenario.payments) + market, bought.payment[sold])
    amount = np.rint(drawn.total[sold] * rate[which] + 100 * fixed[which]).astype(np.int64)
    columns = [
        pa.array(order_numbers(world, drawn)[sold]),
        texts(["payment", "commission"], (market >= 0).astype(np.int64)),
        pa.array(amount),
    ]
    return pa.table(columns, schema=FEES).filter(pa.array(amount > 0))
