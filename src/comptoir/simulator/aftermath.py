"""What becomes of an order: paid or not, shipped, delivered in time or late."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.purchases import Purchases
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.streams import Floats, Ints, Streams

STATUSES = ("completed", "processing", "pending", "failed", "cancelled", "refunded")
COMPLETED, PROCESSING, PENDING, FAILED, CANCELLED, REFUNDED = range(len(STATUSES))
PROMISED_DAYS = 4
UNPAID = 0.08
"""Share of transfers and cheques that never come."""
LEFT_LATE = 0.6
"""Of late parcels, those that left late; the carrier lost time with the others."""


@dataclass(frozen=True)
class Parcels:
    """Days of each order."""

    promised: Ints
    ship_by: Ints
    """The day on which the warehouse says that it leaves."""
    shipped: Ints
    delivered: Ints
    carrier: Ints


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
    """Warehouses rest at weekends; a late parcel arrives one to nine days after the promise, mostly because it left
    late."""
    waits = np.array([one.waits for one in scenario.payments])[bought.payment] * (bought.market < 0)
    ready = bought.day + waits
    length = len(weekday)
    of_ready = (weekday[np.minimum(ready, length - 1)] + np.maximum(ready - length + 1, 0)) % 7
    rest = np.array([0, 0, 0, 0, 0, 2, 1])[of_ready]
    may_wait = (rest == 0) & (of_ready < 4)
    next_day = (streams.uniform("handling", bought.key) < 0.55) & may_wait
    ship_by = ready + rest + np.where(may_wait, 1, 0)
    in_time = ready + rest + np.where(next_day, 1, 0)
    promised = np.maximum(ready + PROMISED_DAYS - np.rint(promise[bought.day]).astype(np.int64), in_time + 1)
    early = (streams.uniform("early", bought.key) ** 2 * (promised - in_time)).astype(np.int64)
    behind = 1 + np.minimum((streams.waiting("behind", bought.key) * 1.7).astype(np.int64), 8)
    delivered = np.where(bought.is_late, promised + behind, promised - early)
    left_late = bought.is_late & streams.happens("left late", bought.key, LEFT_LATE)
    shipped = np.where(left_late, _working_day(np.minimum(ship_by + behind, delivered - 1), weekday), in_time)
    odds = np.array(list(scenario.delivery.carriers.values()) or [1.0])
    return Parcels(
        promised,
        ship_by,
        np.maximum(shipped, in_time),
        delivered,
        streams.chosen("carrier", bought.key, odds),
    )


def _working_day(day: Ints, weekday: Ints) -> Ints:
    """The day itself, or the Friday before."""
    length = len(weekday)
    of_day = (weekday[np.minimum(day, length - 1)] + np.maximum(day - length + 1, 0)) % 7
    before: Ints = day - np.array([0, 0, 0, 0, 0, 1, 2])[of_day]
    return before
