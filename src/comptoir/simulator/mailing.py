"""What the mail tool counts of each sending, for customers and for people who never bought."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.audience import KNOWN_CONVERSION
from comptoir.simulator.demand import MAIL_DAYS, mail_strength
from comptoir.simulator.engine import Prepared
from comptoir.simulator.streams import Floats, Ints
from comptoir.simulator.tables import dates, texts
from comptoir.simulator.world import MAILS

SEGMENTS = ("Clients", "Prospects")
DELIVERED = 0.986
OPENED = np.array([0.36, 0.24])
UNSUBSCRIBED = np.array([0.0012, 0.0024])
COMPLAINED = np.array([0.00008, 0.00018])
STAYING = 0.4
"""Of the customers who ever consented, those still on the list."""


def mail_name(world: Prepared, day: int) -> str:
    """The name under which the tool that sends the mails knows this one."""
    return f"Infolettre du {world.setting.days.all[day]:%d/%m/%Y}"


def mails(world: Prepared) -> pa.Table:
    setting, streams = world.setting, world.streams
    days, mailing = setting.days, setting.scenario.mailing
    sent_on = days.warm_up + np.flatnonzero(world.plan.sends[days.warm_up :])
    if not len(sent_on) or not (mailing.share or mailing.recall):
        return MAILS.empty_table()
    sent = _lists(world)[sent_on]
    strength = mail_strength(world.plan, mailing.fatigue)[sent_on] / MAIL_DAYS[0]
    draw = streams.generator("mail")
    delivered = draw.binomial(sent, DELIVERED)
    opened = draw.binomial(delivered, OPENED * np.clip(0.72 + 0.5 * strength[:, None], 0.5, 1.4))
    clicked = np.minimum(draw.poisson(_visits(world, sent_on)), opened)
    tired = 1 + 0.6 * (1 - np.clip(strength, 0, 1))[:, None]
    left = draw.binomial(delivered, UNSUBSCRIBED * tired)
    complaints = draw.binomial(delivered, COMPLAINED * tired)
    count = len(sent_on)
    columns = [
        dates(np.repeat(sent_on, 2), int(days.epoch[0])),
        texts([mail_name(world, int(day)) for day in sent_on], np.repeat(np.arange(count), 2)),
        texts(list(SEGMENTS), np.tile([0, 1], count)),
        *(
            pa.array(one.ravel().astype(np.int64))
            for one in (sent, delivered, opened, clicked, left, complaints)
        ),
    ]
    return pa.table(columns, schema=MAILS)


def _lists(world: Prepared) -> Ints:
    """[day, segment] addresses: consenting customers so far, and prospects who grow with the shop."""
    setting = world.setting
    won = np.cumsum(world.demand.first.sum(axis=1)) * setting.scenario.customers.consent * STAYING
    prospects = setting.scenario.mailing.prospects * setting.growth
    return np.stack([won, prospects], axis=1).astype(np.int64)


def _visits(world: Prepared, sent_on: Ints) -> Floats:
    """[sending, segment] visits that it brings over its three days."""
    mailing = world.setting.scenario.mailing
    email = len(world.demand.sources) - 1
    after = np.minimum(sent_on[:, None] + np.arange(len(MAIL_DAYS)), world.setting.days.count - 1)
    strangers = (world.demand.visits[:, email][after] * MAIL_DAYS / MAIL_DAYS[0]).sum(axis=1)
    known = (world.known[after] * MAIL_DAYS / MAIL_DAYS[0]).sum(axis=1) * mailing.known / KNOWN_CONVERSION
    return np.stack([known, strangers], axis=1)
