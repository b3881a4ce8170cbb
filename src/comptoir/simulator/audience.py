"""Visits of the own site by channel and device, step by step to the order; and what the audience tool sees of them."""

from typing import Any

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import FAILED
from comptoir.simulator.engine import Prepared
from comptoir.simulator.levers import lost
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Ints
from comptoir.simulator.tables import DEVICES, dates, devices, texts
from comptoir.simulator.world import SESSIONS

KNOWN_CONVERSION = 0.075
"""Orders of known customers for each of their visits."""
BUYERS_HIDE_LESS = 0.72
"""Those who order refuse or block the measurement less often than those who leave."""


def visits(world: Prepared) -> tuple[list[str], Any]:
    """Channels, and [day, channel] visits expected, of strangers and of known customers."""
    sources = world.demand.sources
    channels = list(dict.fromkeys(one.channel for one in sources))
    known = np.array([one.known for one in sources])
    each = world.demand.visits + world.known[:, None] * known / KNOWN_CONVERSION
    member = np.array([[one.channel == channel for channel in channels] for one in sources], float)
    return channels, each @ member


def sessions(world: Prepared, drawn: Sample) -> pa.Table:
    setting, streams = world.setting, world.streams
    days, audience = setting.days, setting.scenario.audience
    since, count = days.warm_up, days.count - days.warm_up
    channels, expected = visits(world)
    shape = (count, len(channels), len(DEVICES))
    bought, placed, revenue = _orders(world, drawn, channels, shape)
    share = np.array([audience.devices.get(one, 0.0) for one in DEVICES])
    orders = (world.demand.first.sum(axis=1) + world.known)[since:].sum()
    idle = expected[since:, :, None] * (1 - orders / expected[since:].sum()) * share
    left = streams.generator("visits").poisson(idle) + placed - bought[0]
    funnel = streams.generator("funnel")
    views = funnel.binomial(left, audience.viewed)
    carts = funnel.binomial(views, min(audience.carted / audience.viewed, 1.0))
    checkouts = funnel.binomial(carts, min(audience.checked_out / audience.carted, 1.0))
    seen = audience.seen * (1 - lost(setting.scenario, "tracking", days)[since:, None, None])
    glass = streams.generator("measured")
    seen_checkouts = glass.binomial(checkouts, seen)
    seen_carts = seen_checkouts + glass.binomial(carts - checkouts, seen)
    seen_sessions = seen_carts + glass.binomial(left - carts, seen)
    there = np.nonzero((left + bought[0]).ravel())[0]
    day, rest = np.divmod(there, shape[1] * shape[2])
    channel, device = np.divmod(rest, shape[2])
    figures = (
        left + bought[0],
        views + bought[0],
        carts + bought[0],
        checkouts + bought[0],
        bought[0],
        revenue[0],
        seen_sessions + bought[1],
        seen_carts + bought[1],
        seen_checkouts + bought[1],
        bought[1],
        revenue[1],
    )
    columns = [
        dates(day + since, int(days.epoch[0])),
        texts(channels, channel),
        texts(list(DEVICES), device),
        *(pa.array(one.ravel()[there].astype(np.int64)) for one in figures),
    ]
    return pa.table(columns, schema=SESSIONS)


def _orders(
    world: Prepared, drawn: Sample, channels: list[str], shape: tuple[int, int, int]
) -> tuple[list[Ints], Ints, list[Ints]]:
    """Orders thanked for and those of them seen; visits that ended with a payment; the same two in money."""
    days, scenario, bought = world.setting.days, world.setting.scenario, drawn.bought
    own = np.flatnonzero(bought.market < 0)
    of_source = np.array([channels.index(one.channel) for one in world.demand.sources])
    cell = np.ravel_multi_index(
        (bought.day[own] - days.warm_up, of_source[bought.source[own]], devices(world, drawn)[own]), shape
    )
    missed = (1 - scenario.audience.seen) * BUYERS_HIDE_LESS
    rate = (1 - missed) * (1 - lost(scenario, "tracking", days)[bought.day[own]])
    done = drawn.status[own] != FAILED
    seen = done & world.streams.happens("order measured", bought.key[own], rate)

    def summed(which: Any, weights: Any = None) -> Ints:
        total = np.bincount(cell[which], weights, minlength=int(np.prod(shape)))
        return total.reshape(shape).astype(np.int64)

    total = drawn.total[own]
    return (
        [summed(done), summed(seen)],
        summed(np.full(len(own), True)),
        [summed(done, total[done]), summed(seen, total[seen])],
    )
