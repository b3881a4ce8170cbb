"""What is given back: goods sent back within the month, and gestures for what went wrong."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.baskets import Lines
from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.purchases import Purchases
from comptoir.simulator.shop import Aftermath
from comptoir.simulator.streams import Flags, Ints, Streams

REASONS = ("changed_mind", "not_as_described", "damaged", "late", "wrong_item", "goodwill")
LATE, GOODWILL = 3, 5
REASON_ODDS = np.array([0.46, 0.24, 0.16, 0.0, 0.14])
LATE_IS_WHY = 0.4
FIRST_DAY, SPAN = 5, 26
"""Returns are refunded from 5 to 30 days after delivery."""
FOLLOWING, TOGETHER, WHOLE = 0.25, 0.85, 0.7
"""Other lines that go back once one does; lines refunded with the others; lines sent back with all their units."""
LATE_GESTURES, GIFTS, GIFT_ODDS = 6.0, np.array([300, 500, 1000]), np.array([3.0, 5.0, 2.0])
DAY_BITS = 20


@dataclass(frozen=True)
class Sold:
    """Orders and lines as they left the shop; `paid` is of each line, with tax."""

    bought: Purchases
    held: Lines
    paid: Ints
    shipping: Ints
    is_sold: Flags
    delivered: Ints

    @property
    def count(self) -> int:
        return len(self.bought.key)


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


@dataclass(frozen=True)
class _Back:
    """Lines sent back."""

    line: Ints
    order: Ints
    day: Ints
    quantity: Ints
    amount: Ints


def refunds(after: Aftermath, catalogue: Catalogue, sold: Sold, last: int, streams: Streams) -> Refunds:
    """Until the last day; what would come later has not happened yet."""
    chosen = _chosen(after, catalogue, sold, streams)
    back = _sent_back(sold, np.flatnonzero(chosen), last, streams)
    group, place = np.unique((back.order << DAY_BITS) + back.day, return_inverse=True)
    order, day = group >> DAY_BITS, group & ((1 << DAY_BITS) - 1)
    untouched = np.bincount(sold.held.order[chosen], minlength=sold.count) == 0
    gift, gift_day, gift_amount = _gestures(after, sold, sold.is_sold & untouched, last, streams)
    none = np.zeros(len(gift), np.int64)
    return Refunds(
        order=np.concatenate([order, gift]),
        day=np.concatenate([day, gift_day]),
        reason=np.concatenate([_reasons(sold, order, day, streams), np.full(len(gift), GOODWILL)]),
        shipping=np.concatenate([_freight(sold, back, order, day), none]),
        gesture=np.concatenate([np.zeros(len(order), np.int64), gift_amount]),
        line_refund=place,
        line=back.line,
        line_quantity=back.quantity,
        line_amount=back.amount,
    )


def _chosen(after: Aftermath, catalogue: Catalogue, sold: Sold, streams: Streams) -> Flags:
    """Lines that go back: by their category's rate, more after a late parcel, and with others of their order."""
    held, key = sold.held, _line_keys(sold)
    possible = sold.is_sold[held.order] & (sold.paid > 0)
    late = np.where(sold.bought.is_late[held.order], after.late_returns, 1.0)
    odds = np.minimum(catalogue.returns[held.product] * after.returns * late, 0.95)
    back = possible & streams.happens("return", key, odds)
    followed = np.bincount(held.order[back], minlength=sold.count) > 0
    return back | (possible & followed[held.order] & streams.happens("return too", key, FOLLOWING))


def _sent_back(sold: Sold, line: Ints, last: int, streams: Streams) -> _Back:
    held, key = sold.held, _line_keys(sold)[line]
    order, quantity = held.order[line], held.quantity[line]
    own = streams.uniform("return day", key)
    shared = streams.uniform("order return day", sold.bought.key[order])
    wait = np.where(streams.happens("together", key, TOGETHER), shared, own) * SPAN
    day = sold.delivered[order] + FIRST_DAY + wait.astype(np.int64)
    whole = streams.happens("whole", key, WHOLE) | (quantity == 1)
    given = np.where(whole, quantity, 1)
    amount = sold.paid[line] * given // quantity
    seen = day <= last
    return _Back(line[seen], order[seen], day[seen], given[seen], amount[seen])


def _reasons(sold: Sold, order: Ints, day: Ints, streams: Streams) -> Ints:
    key = sold.bought.key[order]
    reason = streams.chosen("reason", key + day, REASON_ODDS)
    because_late = sold.bought.is_late[order] & streams.happens("late reason", key, LATE_IS_WHY)
    return np.where(because_late, LATE, reason)


def _freight(sold: Sold, back: _Back, order: Ints, day: Ints) -> Ints:
    """The law gives the standard delivery back when everything goes back: with the last refund."""
    units = np.bincount(back.order, weights=back.quantity, minlength=sold.count)
    complete = units == np.bincount(sold.held.order, weights=sold.held.quantity, minlength=sold.count)
    latest = np.full(sold.count, -1)
    np.maximum.at(latest, order, day)
    return np.where(complete[order] & (day == latest[order]), sold.shipping[order], 0)


def _gestures(
    after: Aftermath, sold: Sold, is_open: Flags, last: int, streams: Streams
) -> tuple[Ints, Ints, Ints]:
    """A few euros for a late parcel or a chipped bowl, never above a third of what was paid."""
    key = sold.bought.key
    odds = np.minimum(np.where(sold.bought.is_late, LATE_GESTURES, 1.0) * after.gestures, 0.9)
    order = np.flatnonzero(is_open & streams.happens("gesture", key, odds))
    goods = np.bincount(sold.held.order, weights=sold.paid, minlength=sold.count).astype(np.int64)[order]
    amount = np.minimum(GIFTS[streams.chosen("gesture size", key[order], GIFT_ODDS)], goods // 3)
    day = sold.delivered[order] + 2 + (streams.uniform("gesture day", key[order]) * 8).astype(np.int64)
    kept = (amount > 0) & (day <= last)
    return order[kept], day[kept], amount[kept]


def _line_keys(sold: Sold) -> Ints:
    return sold.bought.key[sold.held.order] * 32 + sold.held.rank
