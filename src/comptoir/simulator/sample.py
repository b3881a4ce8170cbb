"""The world that chance drew: orders, their lines, their fates, in arrays."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator import aftermath, baskets, stock
from comptoir.simulator.aftermath import CANCELLED, COMPLETED, FAILED, PROCESSING, REFUNDED, Parcels
from comptoir.simulator.baskets import Amounts, Lines
from comptoir.simulator.clock import seconds_of_day
from comptoir.simulator.engine import Prepared
from comptoir.simulator.purchases import Clientele, Purchases, purchases
from comptoir.simulator.returns import Refunds, Sold, refunds
from comptoir.simulator.stock import Shelves
from comptoir.simulator.streams import Floats, Ints


@dataclass(frozen=True)
class Sample:
    """Orders stand in the order of their time; `bought` has one entry each, `held` one a line."""

    bought: Purchases
    clientele: Clientele
    second: Ints
    status: Ints
    voucher: Ints
    goods: Ints
    shipping_method: Ints
    shipping: Ints
    held: Lines
    amounts: Amounts
    parcels: Parcels
    refunds: Refunds
    shelves: Shelves
    lost: Floats
    """[day of the world, product] units asked for that were not there."""

    @property
    def total(self) -> Ints:
        """Paid for each order, shipping included."""
        return self.goods + self.shipping


def sample(world: Prepared) -> Sample:
    setting, streams = world.setting, world.streams
    scenario, days = setting.scenario, setting.days
    every, clientele = purchases(scenario, world.demand, world.market_size, streams)
    bought = every.take(every.day >= days.warm_up)
    second = seconds_of_day(bought.key, streams)
    turn = np.lexsort((bought.key, second, bought.day))
    bought, second = bought.take(turn), second[turn]
    basket = (
        np.where(bought.customer >= 0, clientele.basket[bought.customer], 1.0) if clientele.count else 1.0
    )
    wanted = baskets.lines(
        scenario, setting.catalogue, world.demand.offer, bought, np.broadcast_to(basket, len(second)), streams
    )
    last = days.count - 1
    status = aftermath.outcome(scenario, bought, last, streams)
    held, shelf, lost = _served(world, bought, wanted, second, status)
    # An order that found nothing on the shelves was never placed.
    there = np.bincount(held.order, minlength=len(second)) > 0
    place = np.cumsum(there) - 1
    bought, second, status = bought.take(there), second[there], status[there]
    held = Lines(place[held.order], held.product, held.quantity)
    voucher = baskets.vouchers(scenario.basket, bought, streams)
    amounts = baskets.amounts(scenario.basket, world.plan, held, bought.day, voucher)
    goods = np.bincount(held.order, weights=amounts.paid, minlength=len(second)).astype(np.int64)
    method, shipping = baskets.shipping(scenario.basket, goods, bought, streams)
    way = aftermath.parcels(scenario, bought, world.plan.promise, days.weekdays, streams)
    status[(status == COMPLETED) & (way.shipped > last)] = PROCESSING
    sold = Sold(bought, held, amounts.paid, shipping, status == COMPLETED, way.delivered)
    back = refunds(scenario.aftermath, setting.catalogue, sold, last, streams)
    returned = np.bincount(held.order[back.line], weights=back.line_amount, minlength=len(second))
    status[(status == COMPLETED) & (goods > 0) & (returned == goods)] = REFUNDED
    return Sample(
        bought,
        clientele,
        second,
        status,
        voucher,
        goods,
        method,
        shipping,
        held,
        amounts,
        way,
        back,
        shelf,
        lost,
    )


def _served(
    world: Prepared, bought: Purchases, wanted: Lines, second: Ints, status: Ints
) -> tuple[Lines, Shelves, Floats]:
    """Orders that fail or are cancelled take nothing from the shelves."""
    setting = world.setting
    days, count = setting.days, setting.catalogue.count
    day, length = bought.day - days.warm_up, days.count - days.warm_up
    takes = ~np.isin(status, (FAILED, CANCELLED))[wanted.order]
    firm = wanted.take(np.flatnonzero(takes))
    asked = stock.asked(firm, day, length, count)
    shelf = stock.shelves(
        setting.scenario.stock,
        setting.catalogue,
        asked,
        world.units,
        world.plan.cover,
        days.warm_up,
        world.streams,
    )
    quantity = wanted.quantity.copy()
    if not setting.scenario.stock.endless:
        quantity[takes] = stock.served(firm, day, second, shelf.sold)
    got = quantity > 0
    kept = Lines(wanted.order[got], wanted.product[got], quantity[got])
    return kept, shelf, (asked - shelf.sold).astype(np.float64)
