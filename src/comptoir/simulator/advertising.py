"""What the platforms report of each campaign: clicks, cost, and sales that they claim beyond their due."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import FAILED
from comptoir.simulator.engine import Prepared
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Floats
from comptoir.simulator.tables import dates, texts
from comptoir.simulator.world import ADS

ARRIVING = 0.93
"""Visits for a click: the others leave before the page is there."""
PACING = 0.04
NOISE = 0.08


def usual_cost(world: Prepared) -> Floats:
    """[day, campaign] cents at the usual budget, which follows the season but not the weather."""
    setting = world.setting
    campaigns = setting.scenario.campaigns
    rate = np.array([one.share * one.click_cost * 100 / ARRIVING for one in campaigns])
    pace = np.convolve(setting.pulse.traffic, np.full(7, 1 / 7))[: setting.days.count]
    cents: Floats = world.size * (setting.growth * pace)[:, None] * rate
    return cents


def ads(world: Prepared, drawn: Sample) -> pa.Table:
    setting, streams = world.setting, world.streams
    campaigns, days = setting.scenario.campaigns, setting.days
    if not campaigns:
        return ADS.empty_table()
    since = days.warm_up
    first = len(setting.scenario.channels)
    visits = world.demand.visits[since:, first : first + len(campaigns)]
    budget = world.plan.budgets[since:]
    clicks = streams.generator("clicks").poisson(visits / ARRIVING)
    pacing = 1 + PACING * streams.generator("pacing").standard_normal(budget.shape)
    cost = np.rint(usual_cost(world)[since:] * budget * np.clip(pacing, 0.8, 1.2)).astype(np.int64)
    noise = np.exp(NOISE * streams.generator("impressions").standard_normal(budget.shape))
    rate = np.array([one.click_rate for one in campaigns])
    impressions = np.maximum(np.rint(clicks / rate * noise).astype(np.int64), clicks)
    orders, value = _credited(world, drawn, budget.shape)
    claims = np.array([one.claims for one in campaigns])
    # Without a budget nothing is shown; what is remembered of the campaign still brings people, by other ways.
    shown = (budget > 0).ravel()
    day, campaign = np.divmod(np.flatnonzero(shown), len(campaigns))
    columns = [
        dates(day + since, int(days.epoch[0])),
        texts([one.platform for one in campaigns], campaign),
        texts([one.name for one in campaigns], campaign),
        texts([one.kind for one in campaigns], campaign),
        pa.array(impressions.ravel()[shown]),
        pa.array(clicks.ravel()[shown]),
        pa.array(cost.ravel()[shown]),
        pa.array(np.round(orders * claims, 2).ravel()[shown]),
        pa.array(np.rint(value * claims).astype(np.int64).ravel()[shown]),
    ]
    return pa.table(columns, schema=ADS)


def _credited(world: Prepared, drawn: Sample, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """[day, campaign] orders that came through it and what was paid for them, shipping included."""
    number = np.array([one.campaign for one in world.demand.sources])
    campaign = np.where(drawn.bought.source >= 0, number[drawn.bought.source], -1)
    which = np.flatnonzero((campaign >= 0) & (drawn.status != FAILED))
    cell = (drawn.bought.day[which] - world.setting.days.warm_up) * shape[1] + campaign[which]
    size = shape[0] * shape[1]
    orders = np.bincount(cell, minlength=size).reshape(shape).astype(np.float64)
    return orders, np.bincount(cell, drawn.total[which], minlength=size).reshape(shape)
