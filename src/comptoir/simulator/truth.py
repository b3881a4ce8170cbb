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

from comptoir.simulator.counterfactual import Case, Expected, expected, value
from comptoir.simulator.engine import Prepared
from comptoir.simulator.facts import line_facts, return_facts, shipping_facts
from comptoir.simulator.levers import (
    LEVERS,
    neutral,
    without_campaign,
    without_mail,
    without_operation,
)
from comptoir.simulator.mailing import mail_name
from comptoir.simulator.offer import offer_but
from comptoir.simulator.sample import Sample
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


def truth(world: Prepared, drawn: Sample, written: World) -> Truth:
    setting, plan = world.setting, world.plan
    days = setting.days
    actual = value(world, world.demand, world.known)
    without = [Case(neutral(plan, one, setting.catalogue, days), days.warm_up) for one in LEVERS]
    return Truth(
        levers=_lever_days(world, actual, expected(world, without)),
        campaigns=_campaigns(world, actual),
        customers=customers(world, drawn),
        lost=lost_sales(world, drawn),
        lines=line_facts(written),
        shipping=shipping_facts(written),
        returns=return_facts(written),
    )


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
        for one, effect in zip(cases, expected(world, cases), strict=True)
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
