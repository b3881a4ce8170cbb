"""What the shop decided, day by day, and the same with one decision left out."""

from dataclasses import dataclass, replace

import numpy as np

from comptoir.simulator.catalogue import Catalogue
from comptoir.simulator.prices import shop_price
from comptoir.simulator.scenario import Change, Promotion, Scenario
from comptoir.simulator.season import Days, windows
from comptoir.simulator.streams import Flags, Floats, Ints, Streams

WEEKDAYS_OF_MAILS = (1, 3, 6, 4, 0, 2, 5)
"""The first mail of a week leaves on Tuesday, the second on Thursday, the third on Sunday…"""

LEVERS = (
    "budget",
    "price",
    "feed",
    "mail_pressure",
    "mail_content",
    "content",
    "speed",
    "promise",
    "availability",
)


@dataclass(frozen=True)
class Operation:
    """A promotion as it was held: its days and what it cut."""

    name: str
    low: int
    high: int
    rate: float
    products: Flags


@dataclass(frozen=True)
class Plan:
    """Arrays by day; neutral values are 0 but for the price (the first one), the feed and a mail's content (1)."""

    budgets: Floats
    """[day, campaign] in usual budgets."""
    list_price: Ints
    """[day, product] in cents, tax included."""
    paid_price: Ints
    feed: Floats
    sends: Floats
    """1 on a day with a mail."""
    mail_content: Floats
    content: Floats
    speed: Floats
    """Seconds saved."""
    promise: Floats
    """Days of delivery saved."""
    up: Floats
    """Share of the day on which the shop could be reached."""
    cover: Floats
    """Stock ordered, as a multiple of the usual cover."""
    operations: tuple[Operation, ...]


def plan(scenario: Scenario, catalogue: Catalogue, days: Days, streams: Streams) -> Plan:
    ones, zeros = np.ones(days.count), np.zeros(days.count)
    operations = tuple(one for each in scenario.promotions for one in _held(each, catalogue, days, streams))
    prices = _list_prices(scenario, catalogue, days)
    budgets = np.stack(
        [_level(scenario, "budget", ones, days, one.name) for one in scenario.campaigns]
        or [np.zeros(days.count)],
        axis=1,
    )
    up = 1 - lost(scenario, "outage", days)
    return Plan(
        budgets=budgets,
        list_price=prices,
        paid_price=cut(prices, operations),
        feed=_level(scenario, "feed", ones, days),
        sends=_sends(_level(scenario, "mail_pressure", ones * scenario.mailing.a_week, days), days),
        mail_content=_level(scenario, "mail_content", ones, days),
        content=_level(scenario, "content", zeros, days),
        speed=_level(scenario, "speed", zeros, days),
        promise=_level(scenario, "promise", zeros, days),
        up=up,
        cover=_level(scenario, "stock", ones, days),
        operations=operations,
    )


def neutral(plan: Plan, lever: str, catalogue: Catalogue, days: Days) -> Plan:
    """The same shop had that lever been left alone since the first day of the world; what came before stands."""
    since = days.warm_up
    if lever == "price":
        prices = plan.list_price.copy()
        prices[since:] = catalogue.price
        paid = plan.paid_price.copy()
        paid[since:] = catalogue.price
        return replace(plan, list_price=prices, paid_price=paid)
    fields = {
        "budget": ("budgets", 0.0),
        "feed": ("feed", 1.0),
        "mail_pressure": ("sends", 0.0),
        "mail_content": ("mail_content", 1.0),
        "content": ("content", 0.0),
        "speed": ("speed", 0.0),
        "promise": ("promise", 0.0),
        "availability": ("up", 1.0),
    }
    name, value = fields[lever]
    array = getattr(plan, name).copy()
    array[since:] = value
    return replace(plan, **{name: array})


def without_campaign(plan: Plan, number: int, days: Days) -> Plan:
    budgets = plan.budgets.copy()
    budgets[days.warm_up :, number] = 0
    return replace(plan, budgets=budgets)


def without_mail(plan: Plan, day: int) -> Plan:
    sends = plan.sends.copy()
    sends[day] = 0
    return replace(plan, sends=sends)


def without_operation(plan: Plan, operation: Operation) -> Plan:
    others = tuple(one for one in plan.operations if one is not operation)
    return replace(plan, paid_price=cut(plan.list_price, others), operations=others)


def cut(prices: Ints, operations: tuple[Operation, ...]) -> Ints:
    """Prices after the deepest cut of each day."""
    rate = np.zeros(prices.shape)
    for one in operations:
        rate[one.low : one.high, one.products] = np.maximum(rate[one.low : one.high, one.products], one.rate)
    return np.rint(prices * (1 - rate)).astype(np.int64)


def _level(scenario: Scenario, lever: str, base: Floats, days: Days, target: str = "") -> Floats:
    level = base.copy()
    for one in scenario.changes:
        if one.lever == lever and one.target in {"", target}:
            level[_since(one, days)] = one.value
    return level


def lost(scenario: Scenario, kind: str, days: Days) -> Floats:
    """[day] what incidents of that kind take away."""
    share = np.zeros(days.count)
    for one in scenario.incidents:
        if one.kind == kind:
            since = days.warm_up + one.day
            share[max(since, 0) : max(since + one.length, 0)] = one.lost
    return share


def _since(change: Change, days: Days) -> slice:
    return slice(max(days.warm_up + change.day, 0), max(days.warm_up + change.until, 0))


def _list_prices(scenario: Scenario, catalogue: Catalogue, days: Days) -> Ints:
    prices = np.broadcast_to(catalogue.price, (days.count, catalogue.count)).copy()
    names = np.array([catalogue.category_names[one] for one in catalogue.category])
    for one in scenario.changes:
        if one.lever == "price":
            products = (names == one.target) if one.target else np.ones(catalogue.count, bool)
            prices[_since(one, days), products] = shop_price(catalogue.price[products] * one.value)
    return prices


def _sends(a_week: Floats, days: Days) -> Floats:
    rank = np.argsort(WEEKDAYS_OF_MAILS)[days.weekdays]
    return (rank < a_week).astype(float)


def _held(promotion: Promotion, catalogue: Catalogue, days: Days, streams: Streams) -> list[Operation]:
    if promotion.event:
        found = list(windows(promotion.event, promotion.before, promotion.after, days))
    else:
        low = days.warm_up + promotion.day
        found = [(max(low, 0), min(low + promotion.after + 1, days.count))]
    names = [catalogue.category_names[one] for one in catalogue.category]
    wanted = np.array([not promotion.categories or name in promotion.categories for name in names])
    drawn = streams.happens(f"promotion {promotion.name}", np.arange(catalogue.count), promotion.reach)
    return [
        Operation(promotion.name, low, high, promotion.rate, wanted & drawn)
        for low, high in found
        if low < high
    ]
