"""What the range is worth to shoppers on each day, at its prices: which product is wanted, what a basket holds."""

from dataclasses import dataclass, fields

import numpy as np

from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.levers import Plan
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.season import Days
from comptoir.simulator.streams import Floats, Ints, Streams

RARE, STEP, PULL = 1.2, 0.045, 0.92
"""Of a competitor's price: moves are those of one week in four, by their size, and fade by 8 % a week."""
MARKET_LINES = 0.35
"""Further lines of a marketplace basket, beside those of the own site."""


@dataclass(frozen=True)
class Offer:
    attraction: Floats
    """[day] of the range at its prices, 1 at first prices and equal competitors."""
    mix: Floats
    """[day, product] odds of the first line."""
    next_mix: Floats
    """[day, product] odds of any further line, those that the first one calls for included."""
    value: Floats
    """[day] expected goods of an order of the own site, cents without tax, after price cuts, before vouchers."""
    market_value: Floats
    margin: Floats
    """[day] the same as `value`, less the cost of the goods."""
    opening_value: Floats
    """[day] of the first line alone."""
    opening_margin: Floats


def offer(scenario: Scenario, catalogue: Catalogue, competitor: Floats, plan: Plan) -> Offer:
    return _offer(scenario, catalogue, competitor, plan.paid_price, slice(None))


def offer_but(
    base: Offer,
    scenario: Scenario,
    catalogue: Catalogue,
    competitor: Floats,
    plan: Plan,
    since: int,
    until: int,
) -> Offer:
    """The offer under prices that differ from those of `base` on these days only."""
    days = slice(since, until)
    fresh = _offer(scenario, catalogue, competitor, plan.paid_price, days)
    found = {}
    for name in (one.name for one in fields(Offer)):
        array = getattr(base, name).copy()
        array[days] = getattr(fresh, name)
        found[name] = array
    return Offer(**found)


def _offer(
    scenario: Scenario, catalogue: Catalogue, competitor: Floats, paid_price: Ints, days: slice
) -> Offer:
    appeal = catalogue.popularity[days]
    ratio = np.log(paid_price[days] / catalogue.price)
    own = scenario.effects.price * catalogue.elasticity + scenario.effects.competitor
    wanted = appeal * np.exp(-own * ratio + scenario.effects.competitor * np.log(competitor[days]))
    total = wanted.sum(axis=1)
    mix = wanted / total[:, None]
    next_mix = _next(mix, catalogue, scenario.basket.affinity)
    net = paid_price[days] / (1 + catalogue.tax) * catalogue.units
    earned = net - catalogue.cost * catalogue.units
    further = scenario.basket.further_lines
    opening_value, opening_margin = _dot(mix, net), _dot(mix, earned)
    next_value = _dot(next_mix, net)
    return Offer(
        attraction=total / appeal.sum(axis=1),
        mix=mix,
        next_mix=next_mix,
        value=opening_value + further * next_value,
        market_value=opening_value + MARKET_LINES * further * next_value,
        margin=opening_margin + further * _dot(next_mix, earned),
        opening_value=opening_value,
        opening_margin=opening_margin,
    )


def _dot(odds: Floats, values: Floats) -> Floats:
    products: Floats = np.einsum("dj,dj->d", odds, values)
    return products


def _next(mix: Floats, catalogue: Catalogue, affinity: float) -> Floats:
    """What a further line is: with the odds of `affinity`, from a category that the first one calls for."""
    membership = np.eye(len(catalogue.category_names))[catalogue.category]
    mass = mix @ membership
    called = mass @ catalogue.affinity
    empty = mass <= 0
    lost = np.where(empty, called, 0).sum(axis=1)
    share = np.divide(called, mass, out=np.zeros_like(called), where=~empty)
    odds: Floats = mix * ((1 - affinity) + affinity * (share[:, catalogue.category] + lost[:, None]))
    return odds


def competitors(catalogue: Catalogue, days: Days, streams: Streams) -> Floats:
    """[day, product] a competitor's price as a share of ours at first: weekly steps, drawn back to the level."""
    weeks = days.count // 7 + 1
    draws = streams.generator("competitors").standard_normal((weeks, catalogue.count))
    level, steps = 2 * STEP * draws[0], np.empty(draws.shape)
    for week, draw in enumerate(draws):
        moves = np.where(np.abs(draw) > RARE, STEP * draw, 0.0)
        level = PULL * level + moves
        steps[week] = level
    paths: Floats = np.exp(steps)[np.arange(days.count) // 7]
    return paths


def competitor_cents(catalogue: Catalogue, competitor: Floats) -> Ints:
    """Competitors write their prices to ,x9."""
    return (np.floor(catalogue.price * competitor / 10) * 10 + 9).astype(np.int64)
