"""A scenario brought to its size: what is to be expected of every day, ready to be drawn from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from comptoir.core.errors import InputError
from comptoir.simulator.catalogue import catalogue
from comptoir.simulator.demand import Demand, Setting, demand
from comptoir.simulator.levers import Plan, plan
from comptoir.simulator.offer import MARKET_LINES, competitors
from comptoir.simulator.purchases import staying
from comptoir.simulator.retention import State, expected_repeats
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.season import Days, pulse
from comptoir.simulator.streams import Floats, Streams

YEAR = 365


@dataclass(frozen=True)
class Prepared:
    setting: Setting
    plan: Plan
    demand: Demand
    known: Floats
    """[day] orders expected of known customers."""
    size: float
    market_size: Floats
    streams: Streams

    @property
    def units(self) -> Floats:
        """[day, product] units expected to be asked for."""
        scenario, offer = self.setting.scenario, self.demand.offer
        own = self.demand.first.sum(axis=1) + self.known
        market = self.demand.market * self.market_size.sum()
        first = (own + market)[:, None] * offer.mix
        further = scenario.basket.further_lines * (own + MARKET_LINES * market)[:, None] * offer.next_mix
        expected: Floats = (first + further) * self.setting.catalogue.units
        return expected


def prepare(scenario: Scenario, seed: int, first: date, last: date) -> Prepared:
    if last < first:
        raise InputError(
            f"The world would last from {first} to {last}.",
            "The last day comes after the first.",
            "Swap them.",
        )
    streams = Streams(seed)
    # The size is that of the first year whatever the length, so that a longer world keeps its past; and without
    # what the shop changes on the way, so that another decision does not resize it.
    usual = replace(scenario, changes=(), incidents=())
    trial = _setting(usual, first, first + timedelta(days=YEAR - 1), streams)
    size, market_size = _size(trial, streams)
    setting = _setting(scenario, first, last, streams)
    done = plan(scenario, setting.catalogue, setting.days, streams)
    wanted = demand(setting, done, size)
    return Prepared(setting, done, wanted, known_orders(scenario, [wanted])[0][0], size, market_size, streams)


def known_orders(
    scenario: Scenario,
    worlds: list[Demand],
    since: int = 0,
    until: int | None = None,
    state: State | None = None,
) -> tuple[Floats, State]:
    """[world, day from `since` to `until`], and the state of the clientele after them."""
    part = slice(since, until)
    return expected_repeats(
        scenario.customers,
        np.stack([one.first[part].sum(axis=1) for one in worlds]),
        np.stack([one.pace[part] for one in worlds]),
        np.stack([staying(scenario, one)[part] for one in worlds]),
        state,
    )


def _setting(scenario: Scenario, first: date, last: date, streams: Streams) -> Setting:
    days = Days(first - timedelta(days=scenario.warm_up_days), first, last)
    range_ = catalogue(scenario.goods, days, streams)
    age = (np.arange(days.count) - days.warm_up) / YEAR
    return Setting(
        scenario=scenario,
        days=days,
        catalogue=range_,
        pulse=pulse(scenario.season, days, streams),
        competitor=competitors(range_, days, streams),
        growth=(1 + scenario.growth) ** age,
    )


def _size(setting: Setting, streams: Streams) -> tuple[float, Floats]:
    """Visits at share 1, and the size of each marketplace, that give the first year its orders."""
    scenario, since = setting.scenario, setting.days.warm_up
    trial = demand(setting, plan(scenario, setting.catalogue, setting.days, streams))
    orders = (trial.first.sum(axis=1) + known_orders(scenario, [trial])[0][0])[since:].sum()
    shares = np.array([one.share for one in scenario.marketplaces])
    if orders <= 0:
        raise InputError(
            f"{scenario.name}: nobody would buy.",
            "Conversions and shares of visits are above 0.",
            "Raise them.",
        )
    size = scenario.orders_per_year * (1 - shares.sum()) / orders
    return size, scenario.orders_per_year * shares / trial.market[since:].sum()
