"""What is to be expected of each day, before chance: visits, first purchases, the pace of known customers."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.levers import Plan
from comptoir.simulator.offer import Offer, offer
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.season import Days, Pulse
from comptoir.simulator.streams import Floats

MAIL_DAYS = np.array([0.5, 0.3, 0.2])
"""When a mail works: mostly on its own day."""
FATIGUE_DAYS = 28
USUAL_LATE = 0.6


@dataclass(frozen=True)
class Setting:
    """What stays as it is in every counterfactual."""

    scenario: Scenario
    days: Days
    catalogue: Catalogue
    pulse: Pulse
    competitor: Floats
    """[day, product] competitors' price, as a share of our first price."""
    growth: Floats


@dataclass(frozen=True)
class Source:
    """Where visits come from: a free channel, a campaign, the mails."""

    channel: str
    conversion: float
    known: float
    campaign: int = -1


@dataclass(frozen=True)
class Demand:
    sources: tuple[Source, ...]
    visits: Floats
    """[day, source] of people who do not know the shop."""
    first: Floats
    """[day, source] first purchases."""
    pace: Floats
    """[day] of known customers: 1 is their own rate."""
    late: Floats
    """[day] probability that a parcel is late."""
    market: Floats
    """[day] intensity of marketplaces, before their size."""
    mail: Floats
    """[day] how much mail works, fatigue included."""
    offer: Offer


def sources(scenario: Scenario) -> tuple[Source, ...]:
    return (
        *(Source(one.name, one.conversion, one.known) for one in scenario.channels),
        *(
            Source(one.channel, one.conversion, one.known, number)
            for number, one in enumerate(scenario.campaigns)
        ),
        Source("email", scenario.mailing.conversion, scenario.mailing.known),
    )


def demand(setting: Setting, plan: Plan, size: float = 1.0, known_offer: Offer | None = None) -> Demand:
    """`known_offer` spares the work where prices are those of another plan."""
    scenario, pulse = setting.scenario, setting.pulse
    found = known_offer or offer(setting.scenario, setting.catalogue, setting.competitor, plan)
    effects = scenario.effects
    mail = effects.mail * mail_strength(plan, scenario.mailing.fatigue)
    readiness = (
        pulse.conversion
        * found.attraction**effects.assortment
        * (1 + effects.content * plan.content)
        * (1 + effects.speed * plan.speed)
        * (1 + effects.promise * plan.promise)
    )
    every = sources(scenario)
    visits = size * setting.growth[:, None] * _visits(setting, plan, mail)
    conversion = np.array([one.conversion for one in every])
    late = scenario.delivery.late * (1 + scenario.delivery.rush * np.maximum(pulse.traffic - 1, 0))
    return Demand(
        sources=every,
        visits=visits,
        first=visits * conversion * readiness[:, None] * plan.up[:, None],
        pace=pulse.traffic * readiness * plan.up * (1 + scenario.mailing.recall * mail),
        late=np.clip(late + effects.promise_late * plan.promise, 0, USUAL_LATE),
        market=setting.growth * pulse.traffic * pulse.conversion * found.attraction**effects.assortment,
        mail=mail,
        offer=found,
    )


def _visits(setting: Setting, plan: Plan, mail: Floats) -> Floats:
    """[day, source] at size 1; the shares of the scenario are those of the usual budgets and mails."""
    scenario = setting.scenario
    free = np.stack([np.full(setting.days.count, one.share) for one in scenario.channels], axis=1)
    paid, usual = campaign_visits(scenario, plan)
    names = [one.name for one in scenario.channels]
    search = names.index("seo") if "seo" in names else 0
    free[:, search] *= 1 + scenario.effects.content_search * remembered(
        plan.content, 1 - 1 / scenario.effects.content_lag
    )
    # A click on the shop's own name would mostly have come through the free result just below.
    taken = np.array([1 - one.incremental for one in scenario.campaigns])
    if len(taken):
        free[:, search] = np.maximum(free[:, search] - ((paid - usual) * taken).sum(axis=1), 0)
    usual_mail = max(scenario.mailing.a_week, 1) / 7
    mailed = scenario.mailing.share * mail / usual_mail
    return np.concatenate([free, paid, mailed[:, None]], axis=1) * setting.pulse.traffic[:, None]


def campaign_visits(scenario: Scenario, plan: Plan) -> tuple[Floats, Floats]:
    """[day, campaign] shares of visits by saturating response to what is remembered of the budgets."""
    count = len(plan.mail_content)
    if not scenario.campaigns:
        return np.zeros((count, 0)), np.zeros((count, 0))
    keep = np.array([one.carry_over for one in scenario.campaigns])
    half = np.array([one.half for one in scenario.campaigns])
    share = np.array([one.share for one in scenario.campaigns]) * scenario.effects.advertising
    stock = np.stack(
        [remembered(budget, one) for budget, one in zip(plan.budgets.T, keep, strict=True)], axis=1
    )
    response = (1 + half) * stock / (stock + half)
    feed = np.where([one.kind == "shopping" for one in scenario.campaigns], 1.0, 0.0) * scenario.effects.feed
    return share * response * plan.feed[:, None] ** feed, np.broadcast_to(share, response.shape)


def mail_strength(plan: Plan, fatigue: float) -> Floats:
    """A mail works for three days, less when many came before it."""
    total = np.concatenate([[0.0], np.cumsum(plan.sends)])
    start = np.maximum(np.arange(len(plan.sends)) - FATIGUE_DAYS, 0)
    recent = total[:-1] - total[start]
    strength = plan.sends * plan.mail_content / (1 + (recent / fatigue) ** 2)
    lasting: Floats = np.convolve(strength, MAIL_DAYS)[: len(strength)]
    return lasting


def remembered(values: Floats, keep: float) -> Floats:
    """Each day keeps that share of the memory and adds the rest of the day's value; before, all days were the first.

    A convolution, cut where what is left of a day could no longer change a number.
    """
    if not keep:
        return values
    length = min(len(values), int(np.log(1e-18) / np.log(keep)) + 1)
    fading = (1 - keep) * keep ** np.arange(length)
    before = values[0] * keep ** np.arange(1, len(values) + 1)
    memory: Floats = np.convolve(values, fading)[: len(values)] + before
    return memory
