"""What becomes of an order: paid or not, shipped, delivered late, sent back, excused, complained of, reviewed."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.baskets import Lines
from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.purchases import Purchases
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.streams import Flags, Floats, Ints, Streams

STATUSES = ("completed", "processing", "pending", "failed", "cancelled", "refunded")
COMPLETED, PROCESSING, PENDING, FAILED, CANCELLED, REFUNDED = range(len(STATUSES))
REASONS = ("changed_mind", "not_as_described", "damaged", "late", "wrong_item", "goodwill")
LATE, GOODWILL = 3, 5
PROMISED_DAYS = 4
UNPAID = 0.08
"""Share of transfers and cheques that never come."""


@dataclass(frozen=True)
class Parcels:
    """Days of each order."""

    promised: Ints
    shipped: Ints
    delivered: Ints
    carrier: Ints


@dataclass(frozen=True)
class Refunds:
    """One entry a refund, then one a refunded line."""

    order: Ints
    day: Ints
    reason: Ints
    shipping: Ints
    gesture: Ints
    line_refund: Ints
    line: Ints
    """Position of the line refunded."""
    line_quantity: Ints
    line_amount: Ints


def outcome(scenario: Scenario, bought: Purchases, last: int, streams: Streams) -> Ints:
    """Status as far as the payment goes: completed stands for sold."""
    waits = np.array([one.waits for one in scenario.payments])[bought.payment] * (bought.market < 0)
    unpaid = (waits > 0) & streams.happens("unpaid", bought.key, UNPAID)
    status = np.full(len(bought.key), COMPLETED)
    status[streams.happens("cancelled", bought.key, scenario.aftermath.cancelled) | unpaid] = CANCELLED
    status[(waits > 0) & (bought.day + waits > last)] = PENDING
    status[bought.is_refused] = FAILED
    return status


def sold_share(scenario: Scenario) -> float:
    """Of own-site orders, those that are paid and kept."""
    kept = 1 - scenario.aftermath.cancelled
    return sum(
        one.odds * (1 - one.refused) * kept * (1 - UNPAID if one.waits else 1) for one in scenario.payments
    )


def parcels(
    scenario: Scenario, bought: Purchases, promise: Floats, weekday: Ints, streams: Streams
) -> Parcels:
    """Warehouses rest at weekends; a late parcel arrives one to nine days after the promise."""
    waits = np.array([one.waits for one in scenario.payments])[bought.payment] * (bought.market < 0)
    ready = bought.day + waits
    length = len(weekday)
    of_ready = (weekday[np.minimum(ready, length - 1)] + np.maximum(ready - length + 1, 0)) % 7
    rest = np.array([0, 0, 0, 0, 0, 2, 1])[of_ready]
    next_day = (streams.uniform("handling", bought.key) < 0.55) & (rest == 0)
    shipped = ready + rest + np.where(next_day & (of_ready < 4), 1, 0)
    promised = np.maximum(ready + PROMISED_DAYS - np.rint(promise[bought.day]).astype(np.int64), shipped + 1)
    early = (streams.uniform("early", bought.key) ** 2 * (promised - shipped)).astype(np.int64)
    behind = 1 + np.minimum((streams.waiting("behind", bought.key) * 1.7).astype(np.int64), 8)
    delivered = np.where(bought.is_late, promised + behind, promised - early)
    odds = np.array(list(scenario.delivery.carriers.values()) or [1.0])
    return Parcels(promised, shipped, delivered, streams.chosen("carrier", bought.key, odds))


def refunds(
    scenario: Scenario,
    catalogue: Catalogue,
    bought: Purchases,
    held: Lines,
    paid: Ints,
    shipping: Ints,
    is_sold: Flags,
    delivered: Ints,
    last: int,
    streams: Streams,
) -> Refunds:
    after = scenario.aftermath
    key = bought.key[held.order] * 32 + _rank(held.order)
    odds = catalogue.returns[held.product] * after.returns
    odds = np.minimum(odds * np.where(bought.is_late[held.order], after.late_returns, 1.0), 0.95)
    back = is_sold[held.order] & (paid > 0) & streams.happens("return", key, odds)
    # Lines mostly come back together: when one does, the others of the order follow more often than by chance.
    followed = np.bincount(held.order[back], minlength=len(bought.key)) > 0
    back |= is_sold[held.order] & (paid > 0) & followed[held.order] & streams.happens("return too", key, 0.25)
    which = np.flatnonzero(back)
    order, quantity = held.order[which], held.quantity[which]
    own = streams.uniform("return day", key[which])
    shared = streams.uniform("order return day", bought.key[order])
    together = streams.happens("together", key[which], 0.85)
    day = delivered[order] + 5 + (np.where(together, shared, own) * 26).astype(np.int64)
    whole = streams.happens("whole", key[which], 0.7) | (quantity == 1)
    given = np.where(whole, quantity, 1)
    amount = np.where(whole, paid[which], paid[which] * given // quantity)
    in_time = day <= last
    which, order, day, given, amount = (one[in_time] for one in (which, order, day, given, amount))
    group, place = np.unique(order * (1 << 20) + day, return_inverse=True)
    of, on = group >> 20, group & ((1 << 20) - 1)
    reason = streams.chosen("reason", bought.key[of] + on, np.array([0.46, 0.24, 0.16, 0.0, 0.14]))
    reason = np.where(bought.is_late[of] & streams.happens("late reason", bought.key[of], 0.4), LATE, reason)
    # The law gives the standard delivery back when everything goes back.
    complete = np.bincount(order, minlength=len(bought.key)) == np.bincount(
        held.order, minlength=len(bought.key)
    )
    units = np.bincount(order, weights=given, minlength=len(bought.key))
    complete &= units == np.bincount(held.order, weights=held.quantity, minlength=len(bought.key))
    latest = np.full(len(bought.key), -1)
    np.maximum.at(latest, of, on)
    freight = np.where(complete[of] & (on == latest[of]), shipping[of], 0)
    gift, gift_day, gift_amount = _gestures(
        scenario, bought, held, paid, is_sold & ~followed, delivered, streams
    )
    kept = gift_day <= last
    gift, gift_day, gift_amount = gift[kept], gift_day[kept], gift_amount[kept]
    none = np.zeros(len(gift), np.int64)
    return Refunds(
        order=np.concatenate([of, gift]),
        day=np.concatenate([on, gift_day]),
        reason=np.concatenate([reason, np.full(len(gift), GOODWILL)]),
        shipping=np.concatenate([freight, none]),
        gesture=np.concatenate([np.zeros(len(of), np.int64), gift_amount]),
        line_refund=place,
        line=which,
        line_quantity=given,
        line_amount=amount,
    )


def _gestures(
    scenario: Scenario,
    bought: Purchases,
    held: Lines,
    paid: Ints,
    is_open: Flags,
    delivered: Ints,
    streams: Streams,
) -> tuple[Ints, Ints, Ints]:
    """A few euros for a late parcel or a chipped bowl, never above a third of what was paid."""
    odds = np.where(bought.is_late, 6.0, 1.0) * scenario.aftermath.gestures
    order = np.flatnonzero(is_open & streams.happens("gesture", bought.key, np.minimum(odds, 0.9)))
    goods = np.bincount(held.order, weights=paid, minlength=len(bought.key)).astype(np.int64)[order]
    wished = np.array([300, 500, 1000])[
        streams.chosen("gesture size", bought.key[order], np.array([3.0, 5.0, 2.0]))
    ]
    amount = np.minimum(wished, goods // 3)
    day = delivered[order] + 2 + (streams.uniform("gesture day", bought.key[order]) * 8).astype(np.int64)
    some = amount > 0
    return order[some], day[some], amount[some]


def _rank(order: Ints) -> Ints:
    """0, 1, … within each order; lines stand by order."""
    if not len(order):
        return order
    start = np.flatnonzero(np.concatenate([[True], order[1:] != order[:-1]]))
    return np.arange(len(order)) - np.repeat(start, np.diff(np.append(start, len(order))))


def line_numbers(held: Lines) -> Ints:
    """1, 2, … within each order."""
    return _rank(held.order) + 1
