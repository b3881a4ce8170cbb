"""Who orders when: first purchases by chance around the expected, then each customer at his own pace."""

from dataclasses import dataclass, fields

import numpy as np

from comptoir.simulator.demand import Demand
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.streams import Flags, Floats, Ints, Streams

MOST_ORDERS = 4096
"""Of one customer: his number and his order's rank make one key."""
MARKET_KEY = 1 << 44


@dataclass(frozen=True)
class Clientele:
    """One entry a customer, in the order of their first purchase."""

    rate: Floats
    """Orders a day of his clock."""
    leaving: Floats
    basket: Floats
    stays: Flags
    """Still there after the last order seen."""
    has_waited: Flags
    """Past the first half of the wait on the last day."""
    last: Ints

    @property
    def count(self) -> int:
        return len(self.rate)


@dataclass(frozen=True)
class Purchases:
    """One entry an order, marketplaces last."""

    key: Ints
    customer: Ints
    """-1 on marketplaces."""
    rank: Ints
    day: Ints
    source: Ints
    """-1 on marketplaces."""
    market: Ints
    """-1 on the own site."""
    is_late: Flags
    payment: Ints
    is_refused: Flags

    def take(self, which: Ints | Flags) -> "Purchases":
        return Purchases(**{one.name: getattr(self, one.name)[which] for one in fields(self)})


def purchases(
    scenario: Scenario, demand: Demand, market_size: Floats, streams: Streams
) -> tuple[Purchases, Clientele]:
    arrivals = streams.generator("first purchases").poisson(demand.first)
    flat = np.repeat(np.arange(arrivals.size), arrivals.ravel())
    day, source = np.divmod(flat, arrivals.shape[1])
    people = _people(scenario, len(day), streams)
    own, clientele = _rounds(scenario, demand, people, day, source, streams)
    market = _market(scenario, demand, market_size, streams)
    joined = {
        one.name: np.concatenate([getattr(own, one.name), getattr(market, one.name)])
        for one in fields(Purchases)
    }
    return Purchases(**joined), clientele


def _people(scenario: Scenario, count: int, streams: Streams) -> tuple[Floats, Floats, Floats]:
    who = scenario.customers
    rate = streams.generator("customer rate").gamma(who.evenness, 1.0, count) / who.evenness
    if 0 < who.leaving < 1:
        alpha, beta = who.leaving_evenness * who.leaving, who.leaving_evenness * (1 - who.leaving)
        leaving = streams.generator("customer leaving").beta(alpha, beta, count)
    else:
        leaving = np.full(count, who.leaving)
    spread = streams.generator("customer basket").standard_normal(count)
    basket = np.exp(who.baskets * spread - who.baskets**2 / 2)
    return rate * who.orders_a_year / 365, leaving, basket


def _rounds(
    scenario: Scenario,
    demand: Demand,
    people: tuple[Floats, Floats, Floats],
    day: Ints,
    source: Ints,
    streams: Streams,
) -> tuple[Purchases, Clientele]:
    rate, leaving, basket = people
    who = scenario.customers
    clock = np.cumsum(demand.pace)
    known = np.array([one.known for one in demand.sources])
    stays, has_waited, last = np.zeros(len(rate), bool), np.zeros(len(rate), bool), day.copy()
    customer, rank, parts = np.arange(len(rate)), 0, []
    while len(customer):
        key = customer * MOST_ORDERS + rank
        fate = _fate(scenario, demand, key, day, streams)
        parts.append(
            Purchases(key, customer, np.full(len(key), rank), day, source, np.full(len(key), -1), *fate)
        )
        last[customer] = day
        kept = (1 - who.late_parcel * fate[0]) * (1 - who.refused_payment * fate[2])
        there = streams.happens("stays", key, (1 - leaving[customer]) * kept)
        stays[customer] = there
        customer, key, day = customer[there], key[there], day[there]
        if not who.orders_a_year or rank + 1 >= MOST_ORDERS:
            break
        half = streams.waiting("first wait", key) / (2 * rate[customer])
        whole = half + streams.waiting("second wait", key) / (2 * rate[customer])
        has_waited[customer] = clock[day] + half <= clock[-1]
        day = np.searchsorted(clock, clock[day] + whole)
        seen = day < len(clock)
        customer, day = customer[seen], day[seen]
        rank += 1
        source = (
            streams.chosen("known source", customer * MOST_ORDERS + rank, known) if len(customer) else day
        )
    joined = {
        one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Purchases)
    }
    return Purchases(**joined), Clientele(rate, leaving, basket, stays, has_waited & stays, last)


def _fate(
    scenario: Scenario, demand: Demand, key: Ints, day: Ints, streams: Streams
) -> tuple[Flags, Ints, Flags]:
    late = streams.happens("late", key, demand.late[day])
    payment = streams.chosen("payment", key, np.array([one.odds for one in scenario.payments]))
    refused = np.array([one.refused for one in scenario.payments])[payment]
    return late, payment, streams.happens("refusal", key, refused)


def _market(scenario: Scenario, demand: Demand, size: Floats, streams: Streams) -> Purchases:
    """Buyers of marketplaces: the shop does not know them, and the marketplace answers for the payment."""
    counts = streams.generator("marketplaces").poisson(demand.market[:, None] * size[None, :])
    flat = np.repeat(np.arange(counts.size), counts.ravel())
    day, market = np.divmod(flat, max(counts.shape[1], 1))
    key = MARKET_KEY + np.arange(len(flat))
    nobody = np.full(len(flat), -1)
    late, payment, _ = _fate(scenario, demand, key, day, streams)
    return Purchases(
        key,
        nobody,
        np.zeros(len(flat), np.int64),
        day,
        nobody,
        market,
        late,
        payment,
        np.zeros(len(flat), bool),
    )


def staying(scenario: Scenario, demand: Demand) -> Floats:
    """[day] what incidents leave of the chance to come back, on average over that day's orders."""
    who = scenario.customers
    refused = sum(one.odds * one.refused for one in scenario.payments)
    left: Floats = (1 - who.late_parcel * demand.late) * (1 - who.refused_payment * refused)
    return left
