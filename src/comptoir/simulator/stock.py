"""Stock day by day: what is sold is there, what is short is ordered, suppliers deliver late."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.baskets import Lines
from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.shop import Stock
from comptoir.simulator.streams import Floats, Ints, Streams

MEMORY = 1 / 28
"""The buyer watches a moving average of four weeks."""
REVIEW_DAYS = 7
YEAR = 364
ENDLESS = 100_000


@dataclass(frozen=True)
class Shelves:
    """[day, product], evenings."""

    on_hand: Ints
    on_order: Ints
    sold: Ints
    arrived: Ints
    opening: Ints


def shelves(
    policy: Stock,
    catalogue: Catalogue,
    wanted: Ints,
    usual: Floats,
    cover: Floats,
    warm_up: int,
    streams: Streams,
) -> Shelves:
    """`wanted` units asked for, by day of the world; `usual` ones expected and `cover`, its warm-up included.

    The buyer orders by the last four weeks, and by what the same season asked for a year before.
    """
    days, count = wanted.shape
    lateness = streams.generator("suppliers").exponential(policy.lateness, (days, count))
    delay = np.maximum(np.rint(catalogue.delay * (1 + lateness)).astype(np.int64), 1)
    pace = usual[max(warm_up - 28, 0) : warm_up + 1].mean(axis=0)
    every, arrival = np.arange(count), catalogue.added - warm_up
    opening = np.where(arrival <= 0, _lot(pace, policy, catalogue), 0)
    on_hand, due = opening.copy(), np.zeros(count, np.int64)
    arrivals = np.zeros((days + int(delay.max()) + 1, count), np.int64)
    for product in np.flatnonzero((arrival > 0) & (arrival < days)):
        launch = usual[catalogue.added[product]]
        arrivals[arrival[product], product] = _lot(launch, policy, catalogue)[product]
        due[product] = arrivals[arrival[product], product]
    if policy.endless:
        on_hand = np.full(count, ENDLESS)
    shape = (days, count)
    seen = Shelves(
        on_hand=np.zeros(shape, np.int64),
        on_order=np.zeros(shape, np.int64),
        sold=np.zeros(shape, np.int64),
        arrived=np.zeros(shape, np.int64),
        opening=opening,
    )
    for day in range(days):
        on_hand += arrivals[day]
        due -= arrivals[day]
        sold = np.minimum(wanted[day], on_hand)
        on_hand -= 0 if policy.endless else sold
        pace += MEMORY * (wanted[day] - pace)
        then = np.maximum(warm_up + day + catalogue.delay - YEAR, 0)
        ahead = np.maximum(pace, usual[then, every])
        level = ahead * catalogue.delay * (1 + 0.35 * policy.safety) + 1
        short = (on_hand + due < level) & ((day + every) % REVIEW_DAYS == 0) & (arrival <= day)
        lot = np.ceil(level + ahead * policy.cover_days * cover[warm_up + day]) - on_hand - due
        amount = np.where(short, np.maximum(lot, 0), 0).astype(np.int64)
        due += amount
        arrivals[day + delay[day], every] += amount
        seen.on_hand[day], seen.on_order[day] = on_hand, due
        seen.sold[day], seen.arrived[day] = sold, arrivals[day]
    return seen


def _lot(pace: Floats, policy: Stock, catalogue: Catalogue) -> Ints:
    return np.ceil(pace * (catalogue.delay + policy.cover_days)).astype(np.int64) + 2


def asked(held: Lines, day: Ints, days: int, count: int) -> Ints:
    """[day, product] units that the lines ask for."""
    cells = day[held.order] * count + held.product
    return (
        np.bincount(cells, weights=held.quantity, minlength=days * count)
        .reshape(days, count)
        .astype(np.int64)
    )


def served(held: Lines, day: Ints, second: Ints, sold: Ints) -> Ints:
    """The quantity of each line that was there: first come, first served within the day."""
    cell = day[held.order] * sold.shape[1] + held.product
    turn = np.lexsort((second[held.order], cell))
    quantity = held.quantity[turn]
    before = np.cumsum(quantity) - quantity
    start = np.concatenate([[True], cell[turn][1:] != cell[turn][:-1]]) if len(turn) else np.zeros(0, bool)
    before -= np.repeat(before[start], np.diff(np.append(np.flatnonzero(start), len(turn))))
    left = sold.ravel()[cell[turn]] - before
    got = np.empty(len(turn), np.int64)
    got[turn] = np.clip(left, 0, quantity)
    return got
