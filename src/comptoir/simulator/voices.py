"""What buyers say afterwards: contacts to the service, reviews of the products."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import CANCELLED, FAILED, PENDING
from comptoir.simulator.clock import instants, office_seconds
from comptoir.simulator.engine import Prepared
from comptoir.simulator.sample import Sample
from comptoir.simulator.tables import dates, moments, order_numbers, texts
from comptoir.simulator.world import CONTACTS, REVIEWS

REASONS = ("where_is_my_order", "return", "product", "payment", "invoice")
WHERE, RETURN, PRODUCT, PAYMENT, INVOICE = range(len(REASONS))
LATE_CONTACTS = 4.5
PAYMENT_CONTACTS = 3.0
RETURN_CONTACTS = 0.3
STARS = np.array([0.03, 0.04, 0.09, 0.26, 0.58])
"""One to five, of a product as liked as any."""


def contacts(world: Prepared, drawn: Sample) -> pa.Table:
    """Mostly about a parcel that does not come; also after a refused payment or around a return."""
    days, bought, streams = world.setting.days, drawn.bought, world.streams
    usual = world.setting.scenario.aftermath.contacts
    failed = drawn.status == FAILED
    returned = np.bincount(drawn.refunds.order, minlength=len(drawn.second)) > 0
    odds = usual * np.where(bought.is_late, LATE_CONTACTS, 1) * np.where(failed, PAYMENT_CONTACTS, 1)
    odds = np.minimum(odds + RETURN_CONTACTS * returned, 0.95) * (drawn.status != CANCELLED)
    which = np.flatnonzero(streams.happens("contact", bought.key, odds))
    key = bought.key[which]
    reason = np.array([WHERE, PRODUCT, INVOICE])[
        streams.chosen("contact reason", key, np.array([0.5, 0.35, 0.15]))
    ]
    reason = np.where(returned[which] & streams.happens("about return", key, 0.7), RETURN, reason)
    reason = np.where(bought.is_late[which] & streams.happens("about delay", key, 0.8), WHERE, reason)
    reason = np.where(failed[which], PAYMENT, reason)
    promised, delivered = drawn.parcels.promised[which], drawn.parcels.delivered[which]
    wait = (streams.uniform("contact day", key) * 8).astype(np.int64)
    day = np.where(reason == WHERE, promised, delivered) + wait
    day = np.where(failed[which], bought.day[which] + wait // 7, day)
    second = office_seconds(key, "contact second", streams)
    day = np.where(day == bought.day[which], day + 1, day)  # not before the order itself
    seen = day < days.count
    turn = np.lexsort((key[seen], second[seen], day[seen]))
    at = instants(day[seen][turn], second[seen][turn], days, world.setting.scenario.timezone)
    columns = [
        pa.array(np.arange(1, len(turn) + 1)),
        moments(at),
        pa.array(order_numbers(world, drawn)[which][seen][turn]),
        texts(list(REASONS), reason[seen][turn]),
    ]
    return pa.table(columns, schema=CONTACTS)


def reviews(world: Prepared, drawn: Sample) -> pa.Table:
    """Of products delivered by the own site; some goods are better than others, and late parcels cost stars."""
    days, bought, streams, held = world.setting.days, drawn.bought, world.streams, drawn.held
    key = bought.key[held.order] * 32 + held.product % 32
    there = (bought.market < 0) & ~np.isin(drawn.status, (FAILED, CANCELLED, PENDING))
    says = there[held.order] & streams.happens("review", key, world.setting.scenario.aftermath.reviews)
    day = drawn.parcels.delivered[held.order] + 6 + (streams.waiting("review day", key) * 7).astype(np.int64)
    which = np.flatnonzero(says & (day < days.count))
    goodness = 0.75 + 0.5 * streams.uniform("goodness", np.arange(world.setting.catalogue.count))
    draw = streams.uniform("stars", key[which]) ** (1 / goodness[held.product[which]])
    draw = np.where(bought.is_late[held.order[which]], draw**1.8, draw)
    stars = 1 + np.searchsorted(np.cumsum(STARS), draw, side="right").clip(0, 4)
    turn = np.lexsort((which, day[which]))
    columns = [
        dates(day[which][turn], int(days.epoch[0])),
        texts(world.setting.catalogue.skus, held.product[which][turn]),
        pa.array(order_numbers(world, drawn)[held.order[which]][turn]),
        pa.array(stars[turn].astype(np.int32)),
    ]
    return pa.table(columns, schema=REVIEWS)
