"""What is in each order: products by inverse of the day's odds, what goes with them, quantities, vouchers, shipping."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.levers import Plan
from comptoir.simulator.offer import MARKET_LINES, Offer
from comptoir.simulator.purchases import Purchases
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.shop import Basket
from comptoir.simulator.streams import Floats, Ints, Streams

MOST_LINES = 24
"""Far in the tail: the chance of more is below one in a billion for the scenarios shipped."""


@dataclass(frozen=True)
class Lines:
    """One entry a line; `order` is the position of its order."""

    order: Ints
    product: Ints
    quantity: Ints

    @cached_property
    def rank(self) -> Ints:
        """0, 1, … within each order; lines stand by order."""
        if not len(self.order):
            return self.order
        start = np.flatnonzero(np.concatenate([[True], self.order[1:] != self.order[:-1]]))
        length = np.diff(np.append(start, len(self.order)))
        return np.arange(len(self.order)) - np.repeat(start, length)

    def take(self, which: Ints) -> "Lines":
        return Lines(self.order[which], self.product[which], self.quantity[which])


@dataclass(frozen=True)
class Amounts:
    """Of each line, in cents, tax included."""

    unit: Ints
    discount: Ints
    paid: Ints


def lines(
    scenario: Scenario,
    catalogue: Catalogue,
    offer: Offer,
    bought: Purchases,
    basket: Floats,
    streams: Streams,
) -> Lines:
    """`basket` multiplies the further lines of each order."""
    further = scenario.basket.further_lines * np.where(bought.market >= 0, MARKET_LINES, basket)
    count = 1 + np.minimum(streams.poisson("lines", bought.key, further), MOST_LINES - 1)
    order = np.repeat(np.arange(len(bought.key)), count)
    number = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    key = bought.key[order] * 32 + number
    product = _products(scenario, catalogue, offer, bought.day[order], order, number, key, streams)
    quantity = 1 + streams.poisson("units", key, catalogue.units[product] - 1)
    # The same product twice in a basket is one line of a shop.
    pairs, place = np.unique(order * catalogue.count + product, return_inverse=True)
    summed = np.bincount(place, weights=quantity, minlength=len(pairs)).astype(np.int64)
    return Lines(pairs // catalogue.count, pairs % catalogue.count, summed)


def _products(
    scenario: Scenario,
    catalogue: Catalogue,
    offer: Offer,
    day: Ints,
    order: Ints,
    number: Ints,
    key: Ints,
    streams: Streams,
) -> Ints:
    edges = np.cumsum(offer.mix, axis=1)
    edges /= edges[:, -1:]
    ladder = (edges + np.arange(len(edges))[:, None]).ravel()
    draw = streams.uniform("product", key)
    product = _found(ladder, day, draw, catalogue.count)
    # Products stand by category, so that a category is a stretch of the day's ladder.
    bounds = np.searchsorted(catalogue.category, np.arange(len(catalogue.category_names) + 1))
    called = (number > 0) & streams.happens("affinity", key, scenario.basket.affinity)
    opener = product[np.flatnonzero(number == 0)][order[called]]
    wish = streams.uniform("affine category", key[called])
    rungs = np.cumsum(catalogue.affinity, axis=1)[catalogue.category[opener]]
    target = np.minimum((wish[:, None] >= rungs).sum(axis=1), rungs.shape[1] - 1)
    low = np.where(bounds[target] > 0, edges[day[called], bounds[target] - 1], 0.0)
    high = edges[day[called], np.maximum(bounds[target + 1] - 1, 0)]
    free = high <= low  # nothing of that category is for sale yet: anything will do
    inside = np.where(free, draw[called], low + draw[called] * (high - low))
    product[called] = _found(ladder, day[called], inside, catalogue.count)
    return product


def _found(ladder: Floats, day: Ints, draw: Floats, count: int) -> Ints:
    place = np.searchsorted(ladder, day + draw, side="right") - day * count
    product: Ints = np.clip(place, 0, count - 1)
    return product


def vouchers(basket: Basket, bought: Purchases, streams: Streams) -> Ints:
    """The voucher of each order, -1 without; marketplaces take none."""
    chosen = np.full(len(bought.key), -1)
    draw = streams.uniform("voucher", bought.key)
    edge = np.zeros(len(chosen))
    for number, one in enumerate(basket.vouchers):
        allowed = (bought.market < 0) & ((bought.rank == 0) | (not one.first_only))
        above = edge + np.where(allowed, one.odds, 0)
        chosen[(draw >= edge) & (draw < above)] = number
        edge = above
    return chosen


def voucher_share(basket: Basket, is_first: bool) -> float:
    """Share of the goods' price that vouchers take on average."""
    return sum(one.rate * one.odds for one in basket.vouchers if is_first or not one.first_only)


def amounts(basket: Basket, plan: Plan, held: Lines, day: Ints, voucher: Ints) -> Amounts:
    unit = plan.list_price[day[held.order], held.product]
    offered = plan.paid_price[day[held.order], held.product]
    rates = np.array([one.rate for one in basket.vouchers] + [0.0])
    taken = np.floor(offered * held.quantity * rates[voucher[held.order]] + 0.5).astype(np.int64)
    paid = offered * held.quantity - taken
    return Amounts(unit, unit * held.quantity - paid, paid)


def shipping(basket: Basket, goods: Ints, bought: Purchases, streams: Streams) -> tuple[Ints, Ints]:
    """Method and price of each order; above the threshold all but the dearest method are free."""
    if not basket.shipping:
        return np.zeros(len(goods), np.int64), np.zeros(len(goods), np.int64)
    names = list(basket.shipping)
    prices = np.array([round(basket.shipping[one] * 100) for one in names])
    odds = np.array([basket.shipping_odds.get(one, 1.0) for one in names])
    method = streams.chosen("shipping", bought.key, odds)
    is_dearest = prices[method] == prices.max()
    is_free = (goods >= round(basket.free_from * 100)) & (~is_dearest | (len(names) == 1))
    return method, np.where(is_free, 0, prices[method])
