"""What is true of a world and no tool could know: each lever's effect, each campaign's worth, each customer's value.

Effects are expectations: the same shop led through the same days once as it was, once with one decision left out,
carry-over and later purchases of the customers won included. Money in cents, without tax, after price cuts and
vouchers, before returns; orders are those paid and kept, as if the shelves were never empty (`lost` says what empty
shelves cost).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import sold_share
from comptoir.simulator.baskets import voucher_share
from comptoir.simulator.demand import Demand, demand
from comptoir.simulator.engine import Prepared, known_orders
from comptoir.simulator.facts import line_facts, return_facts, shipping_facts
from comptoir.simulator.levers import (
    LEVERS,
    Plan,
    neutral,
    without_campaign,
    without_mail,
    without_operation,
)
from comptoir.simulator.mailing import mail_name
from comptoir.simulator.offer import Offer, offer_but
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Floats
from comptoir.simulator.world import DAY, TEXT, World
from comptoir.simulator.worth import customers, lost_sales

AMOUNT = pa.float64()
LEVER_DAYS = pa.schema(
    [
        ("day", DAY),
        ("lever", TEXT),
        ("orders", AMOUNT),
        ("sales", AMOUNT),
        ("orders_without", AMOUNT),
        ("sales_without", AMOUNT),
    ]
)
CAMPAIGNS = pa.schema(
    [
        ("campaign", TEXT),
        ("kind", TEXT),  # advertising, mail, promotion
        ("first", DAY),
        ("last", DAY),
        ("orders", AMOUNT),  # of the whole shop, from `first` to the end of the world
        ("sales", AMOUNT),
        ("orders_without", AMOUNT),
        ("sales_without", AMOUNT),
    ]
)
CHUNK = 48
"""Worlds led through the days together: more would only cost memory."""


@dataclass(frozen=True)
class Truth:
    levers: pa.Table
    campaigns: pa.Table
    customers: pa.Table
    lost: pa.Table
    lines: pa.Table
    """The ledger of facts: lines, shipping and returns to the cent, without tax."""
    shipping: pa.Table
    returns: pa.Table

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


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


def truth(world: Prepared, drawn: Sample, written: World) -> Truth:
    setting, plan = world.setting, world.plan
    days = setting.days
    actual = _value(world, world.demand, world.known)
    without = [Case(neutral(plan, one, setting.catalogue, days), days.warm_up) for one in LEVERS]
    return Truth(
        levers=_lever_days(world, actual, _expected(world, without)),
        campaigns=_campaigns(world, actual),
        customers=customers(world, drawn),
        lost=lost_sales(world, drawn),
        lines=line_facts(written),
        shipping=shipping_facts(written),
        returns=return_facts(written),
    )


def _expected(world: Prepared, cases: list[Case]) -> list[Expected]:
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
            found[number] = _value(world, one, known)
    return [found[number] for number in range(len(cases))]


def _demand(world: Prepared, case: Case) -> Demand:
    """Where prices are the shop's own, their work is not done again."""
    same = world.demand.offer if case.plan.paid_price is world.plan.paid_price else None
    return demand(world.setting, case.plan, world.size, case.offer or same)


def _value(world: Prepared, wanted: Demand, known: Floats) -> Expected:
    scenario, offer = world.setting.scenario, wanted.offer
    sold, kept = sold_share(scenario), 1 - scenario.aftermath.cancelled
    first_cut = 1 - voucher_share(scenario.basket, is_first=True)
    later_cut = 1 - voucher_share(scenario.basket, is_first=False)
    new = wanted.first.sum(axis=1)
    market = wanted.market * world.market_size.sum()
    sales = sold * (new * first_cut + known * later_cut) * offer.value + kept * market * offer.market_value
    return Expected(sold * (new + known) + kept * market, sales)


def _lever_days(world: Prepared, actual: Expected, effects: list[Expected]) -> pa.Table:
    days = world.setting.days
    since = days.warm_up
    count = days.count - since
    epoch = days.epoch[since:].astype(np.int32)
    columns = [
        pa.array(np.tile(epoch, len(LEVERS))).cast(DAY),
        pa.array(np.repeat(np.array(LEVERS, dtype=object), count), TEXT),
        np.tile(actual.orders[since:], len(LEVERS)),
        np.tile(actual.sales[since:], len(LEVERS)),
        np.concatenate([one.orders[since:] for one in effects]),
        np.concatenate([one.sales[since:] for one in effects]),
    ]
    return pa.table([pa.array(one) for one in columns], schema=LEVER_DAYS)


def _campaigns(world: Prepared, actual: Expected) -> pa.Table:
    cases = [*_advertising(world), *_mails(world), *_operations(world)]
    days = world.setting.days.all
    rows = [
        {
            "campaign": one.name,
            "kind": one.kind,
            "first": days[one.since],
            "last": days[one.until],
            "orders": float(actual.orders[one.since :].sum()),
            "sales": float(actual.sales[one.since :].sum()),
            "orders_without": float(effect.orders[one.since :].sum()),
            "sales_without": float(effect.sales[one.since :].sum()),
        }
        for one, effect in zip(cases, _expected(world, cases), strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=CAMPAIGNS)


def _advertising(world: Prepared) -> Iterator[Case]:
    days = world.setting.days
    for number, one in enumerate(world.setting.scenario.campaigns):
        plan = without_campaign(world.plan, number, days)
        yield Case(plan, days.warm_up, None, one.name, "advertising", days.count - 1)


def _mails(world: Prepared) -> Iterator[Case]:
    mailing, since = world.setting.scenario.mailing, world.setting.days.warm_up
    if mailing.share or mailing.recall:
        for day in (since + np.flatnonzero(world.plan.sends[since:])).tolist():
            yield Case(without_mail(world.plan, day), day, None, mail_name(world, day), "mail", day)


def _operations(world: Prepared) -> Iterator[Case]:
    """Those that began within the world."""
    setting = world.setting
    for one in world.plan.operations:
        if one.low >= setting.days.warm_up:
            plan = without_operation(world.plan, one)
            offer = offer_but(
                world.demand.offer,
                setting.scenario,
                setting.catalogue,
                setting.competitor,
                plan,
                one.low,
                one.high,
            )
            yield Case(plan, one.low, offer, one.name, "promotion", one.high - 1)
