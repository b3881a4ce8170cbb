"""What each customer is truly worth, and what empty shelves truly cost."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import COMPLETED, PROCESSING, REFUNDED, sold_share
from comptoir.simulator.baskets import voucher_share
from comptoir.simulator.engine import YEAR, Prepared
from comptoir.simulator.people import numbers
from comptoir.simulator.purchases import staying
from comptoir.simulator.retention import future_orders
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Floats
from comptoir.simulator.tax import without_tax
from comptoir.simulator.world import DAY, TEXT

AMOUNT = pa.float64()
GIFT_TAX = 0.20
FOREVER = 1e9
"""Days."""
CUSTOMERS = pa.schema(
    [
        ("customer", pa.int64()),
        ("orders_a_year", AMOUNT),  # while a customer, at the mean pace of the shop
        ("leaving", AMOUNT),  # chance to leave for ever after an order
        ("alive_until", DAY),  # the day of the last order of who left; null: still a customer
        ("orders", pa.int64()),  # paid, in the world
        ("sales", AMOUNT),  # cents without tax, after vouchers and returns
        ("margin", AMOUNT),  # the same, less the cost of the goods kept
        ("expected_orders", AMOUNT),  # of the 365 days after the world
        ("expected_margin", AMOUNT),  # the same, cents, before returns
        ("expected_lifetime_orders", AMOUNT),  # from the end of the world on, for ever
    ]
)
LOST = pa.schema([("day", DAY), ("sku", TEXT), ("units", AMOUNT), ("sales", AMOUNT)])  # cents without tax


def customers(world: Prepared, drawn: Sample) -> pa.Table:
    days, who = world.setting.days, drawn.clientele
    number = numbers(drawn, who.count)
    seen = np.flatnonzero(number)
    seen = seen[np.argsort(number[seen])]
    sales, margin = realised(world, drawn)
    buyer = number[drawn.bought.customer] * (drawn.bought.customer >= 0)
    sold = np.isin(drawn.status, (COMPLETED, PROCESSING, REFUNDED))
    size = len(seen) + 1
    year = slice(max(days.count - YEAR, 0), days.count)
    pace = float(world.demand.pace[year].mean())
    stays = (1 - who.leaving[seen]) * float(staying(world.setting.scenario, world.demand)[year].mean())
    still = who.stays[seen]
    coming, ever = (
        np.where(still, future_orders(who.rate[seen], stays, span, who.has_waited[seen]), 0.0)
        for span in (pace * YEAR, FOREVER)
    )
    left = pa.array((who.last[seen] + days.epoch[0]).astype(np.int32), mask=still).cast(DAY)
    columns = [
        np.arange(1, size),
        who.rate[seen] * pace * YEAR,
        who.leaving[seen],
        left,
        np.bincount(buyer[sold], minlength=size)[1:],
        np.bincount(buyer, weights=sales, minlength=size)[1:],
        np.bincount(buyer, weights=margin, minlength=size)[1:],
        coming,
        coming * _margin_of_order(world, who.basket[seen], year),
        ever,
    ]
    return pa.table([pa.array(one) for one in columns], schema=CUSTOMERS)


def _margin_of_order(world: Prepared, basket: Floats, year: slice) -> Floats:
    """Expected of an order placed: lines grow with the customer's own basket."""
    offer, scenario = world.demand.offer, world.setting.scenario
    taken = voucher_share(scenario.basket, is_first=False)
    first = float((offer.opening_margin - taken * offer.opening_value)[year].mean())
    whole = float((offer.margin - taken * offer.value)[year].mean())
    margin: Floats = sold_share(scenario) * (first + basket * (whole - first))
    return margin


def realised(world: Prepared, drawn: Sample) -> tuple[Floats, Floats]:
    """Of each order: sales without tax after returns and gestures, and what is left of them after the goods' cost."""
    range_, held, back = world.setting.catalogue, drawn.held, drawn.refunds
    count = len(drawn.second)
    sold = np.isin(drawn.status, (COMPLETED, PROCESSING, REFUNDED))
    tax = range_.tax[held.product]
    net = np.bincount(held.order, weights=without_tax(drawn.amounts.paid, tax), minlength=count)
    cost = np.bincount(held.order, weights=range_.cost[held.product] * held.quantity, minlength=count)
    line = back.line
    returned = np.bincount(
        held.order[line], weights=without_tax(back.line_amount, tax[line]), minlength=count
    )
    spared = np.bincount(
        held.order[line], weights=range_.cost[held.product[line]] * back.line_quantity, minlength=count
    )
    gifts = np.bincount(back.order, weights=without_tax(back.gesture, GIFT_TAX), minlength=count)
    sales = np.where(sold, net - returned - gifts, 0.0)
    return sales, np.where(sold, sales - (cost - spared), 0.0)


def lost_sales(world: Prepared, drawn: Sample) -> pa.Table:
    """Units asked for by people ready to pay, on days when the shelf was empty."""
    days, range_ = world.setting.days, world.setting.catalogue
    lost = np.zeros_like(drawn.lost) if world.setting.scenario.stock.endless else drawn.lost
    day, product = np.nonzero(lost)
    price = world.plan.paid_price[day + days.warm_up, product] / (1 + range_.tax[product])
    columns = [
        pa.array(days.epoch[day + days.warm_up].astype(np.int32)).cast(DAY),
        pa.array(range_.skus).take(pa.array(product)),
        pa.array(lost[day, product]),
        pa.array(lost[day, product] * price),
    ]
    return pa.table(columns, schema=LOST)
