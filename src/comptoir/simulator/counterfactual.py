"""What was to be expected of the shop, and of the same shop with one decision left out."""

from dataclasses import dataclass

import numpy as np

from comptoir.simulator.aftermath import sold_share
from comptoir.simulator.baskets import voucher_share
from comptoir.simulator.demand import Demand, demand
from comptoir.simulator.engine import Prepared, known_orders
from comptoir.simulator.levers import Plan
from comptoir.simulator.offer import Offer
from comptoir.simulator.streams import Floats

CHUNK = 48
"""Worlds led through the days together: more would only cost memory."""


@dataclass(frozen=True)
class Expected:
    """[day], warm-up included."""

    orders: Floats
    sales: Floats


@dataclass(frozen=True)
class Case:
    """A decision left out: what the shop's plan would have been, from the first day on which it differs."""

    plan: Plan
    since: int
    offer: Offer | None = None
    name: str = ""
    kind: str = ""
    until: int = 0


def expected(world: Prepared, cases: list[Case]) -> list[Expected]:
    """Of each case. They share the shop's past: the clientele is led on from the day on which they part from it."""
    scenario, found = world.setting.scenario, {}
    turn = sorted(range(len(cases)), key=lambda number: cases[number].since)
    day, state = 0, None
    for start in range(0, len(turn), CHUNK):
        chunk = turn[start : start + CHUNK]
        since = cases[chunk[0]].since
        if since > day:
            _, state = known_orders(scenario, [world.demand], day, since, state)
            day = since
        worlds = [_demand(world, cases[number]) for number in chunk]
        later, _ = known_orders(scenario, worlds, since, None, state)
        for number, one, repeats in zip(chunk, worlds, later, strict=True):
            known = np.concatenate([world.known[:since], repeats])
            found[number] = value(world, one, known)
    return [found[number] for number in range(len(cases))]


def _demand(world: Prepared, case: Case) -> Demand:
    """Where prices are the shop's own, their work is not done again."""
    same = world.demand.offer if case.plan.paid_price is world.plan.paid_price else None
    return demand(world.setting, case.plan, world.size, case.offer or same)


def value(world: Prepared, wanted: Demand, known: Floats) -> Expected:
    scenario, offer = world.setting.scenario, wanted.offer
    sold, kept = sold_share(scenario), 1 - scenario.aftermath.cancelled
    first_cut = 1 - voucher_share(scenario.basket, is_first=True)
    later_cut = 1 - voucher_share(scenario.basket, is_first=False)
    new = wanted.first.sum(axis=1)
    market = wanted.market * world.market_size.sum()
    sales = sold * (new * first_cut + known * later_cut) * offer.value + kept * market * offer.market_value
    return Expected(sold * (new + known) + kept * market, sales)
