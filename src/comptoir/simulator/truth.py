"""What is true of a world and no tool could know: each lever's effect, each campaign's worth, each customer's value.

Effects are expectations: the same shop led through the same days once as it was, once with one decision left out,
carry-over and later purchases of the customers won included. Money in cents, without tax, after price cuts and
vouchers, before returns; orders are those paid and kept, as if the shelves were never empty (`lost` says what empty
shelves cost).
"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from comptoir.simulator.aftermath import sold_share
from comptoir.simulator.baskets import voucher_share
from comptoir.simulator.demand import Demand, demand
from comptoir.simulator.engine import Prepared, known_orders
from comptoir.simulator.levers import (
    LEVERS,
    Plan,
    neutral,
    without_campaign,
    without_mail,
    without_operation,
)
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Floats
from comptoir.simulator.world import DAY, TEXT
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

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True)
class Expected:
    """[day], warm-up included."""

    orders: Floats
    sales: Floats


def truth(world: Prepared, drawn: Sample) -> Truth:
    setting, plan = world.setting, world.plan
    days, range_ = setting.days, setting.catalogue
    actual = _expected(world, [world.demand])[0]
    plans = [neutral(plan, lever, range_, days) for lever in LEVERS]
    effects = _without(world, plans)
    return Truth(
        levers=_lever_days(world, actual, effects),
        campaigns=_campaigns(world, actual),
        customers=customers(world, drawn),
        lost=lost_sales(world, drawn),
    )


def _without(world: Prepared, plans: list[Plan]) -> list[Expected]:
    """What is to be expected under each plan; where prices are the shop's own, their work is not done again."""
    found: list[Expected] = []
    for start in range(0, len(plans), CHUNK):
        worlds = [
            demand(
                world.setting,
                one,
                world.size,
                world.demand.offer if one.paid_price is world.plan.paid_price else None,
            )
            for one in plans[start : start + CHUNK]
        ]
        found += _expected(world, worlds)
    return found


def _expected(world: Prepared, worlds: list[Demand]) -> list[Expected]:
    scenario = world.setting.scenario
    sold, kept = sold_share(scenario), 1 - scenario.aftermath.cancelled
    first_cut = 1 - voucher_share(scenario.basket, is_first=True)
    later_cut = 1 - voucher_share(scenario.basket, is_first=False)
    found = []
    for one, known in zip(worlds, known_orders(scenario, worlds), strict=True):
        new = one.first.sum(axis=1)
        market = one.market * world.market_size.sum()
        own_sales = sold * (new * first_cut + known * later_cut) * one.offer.value
        market_sales = kept * market * one.offer.market_value
        found.append(Expected(sold * (new + known) + kept * market, own_sales + market_sales))
    return found


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
    days, plan, scenario = world.setting.days, world.plan, world.setting.scenario
    since, end = days.warm_up, days.count - 1
    cases: list[tuple[str, str, int, int, Plan]] = [
        (one.name, "advertising", since, end, without_campaign(plan, number, days))
        for number, one in enumerate(scenario.campaigns)
    ]
    cases += [
        (mail_name(world, int(day)), "mail", int(day), int(day), without_mail(plan, int(day)))
        for day in since + np.flatnonzero(plan.sends[since:])
        if scenario.mailing.share or scenario.mailing.recall
    ]
    cases += [
        (one.name, "promotion", one.low, one.high - 1, without_operation(plan, one))
        for one in plan.operations
        if one.low >= since
    ]
    effects = _without(world, [case[-1] for case in cases])
    rows = [
        {
            "campaign": name,
            "kind": kind,
            "first": days.all[low],
            "last": days.all[high],
            "orders": float(actual.orders[low:].sum()),
            "sales": float(actual.sales[low:].sum()),
            "orders_without": float(effect.orders[low:].sum()),
            "sales_without": float(effect.sales[low:].sum()),
        }
        for (name, kind, low, high, _), effect in zip(cases, effects, strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=CAMPAIGNS)


def mail_name(world: Prepared, day: int) -> str:
    """The name under which the tool that sends the mails knows this one."""
    return f"Infolettre du {world.setting.days.all[day]:%d/%m/%Y}"
