"""The monthly budget of each campaign: typed for it, typed for its lever, or what it cost last month. Heavy."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.periods import Period, month_end
from comptoir.decide.advertising.crediting import Spent
from comptoir.decide.advertising.engine.pacing import Pacing, pacing
from comptoir.decide.targets.api import Place, set_targets, targets_of, undo

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts

METRIC = "ad_spend"
CAMPAIGN, LEVER = "campaign", "traffic_channel"
DAYS_A_MONTH = Decimal("30.4")
"""By which platforms turn a daily budget into the most that a month may cost."""
_RECENT = 7
"""Days that hold each weekday once."""


class BudgetFrom(StrEnum):
    CAMPAIGN = "campaign"
    LEVER = "lever"
    LAST_MONTH = "last_month"


@dataclass(frozen=True, slots=True)
class Budget:
    monthly: Decimal
    origin: BudgetFrom

    @property
    def daily(self) -> Decimal:
        return self.monthly / DAYS_A_MONTH


@dataclass(frozen=True, slots=True)
class Plan:
    budget: Budget | None
    pacing: Pacing | None


def plans(scope: Scope, facts: "Facts", found: Sequence[Spent]) -> Mapping[str, Plan]:
    """By key of the campaign, for the month of the evening."""
    first = facts.day.replace(day=1)
    last_month = _spend(facts, Period((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)))
    spent = _spend(facts, Period(first, facts.day))
    recent = _spend(facts, facts.last(_RECENT))
    budgets = _budgets(scope, first, found, last_month)
    days = month_end(first).day
    return {
        one.key: Plan(
            budget,
            pacing(
                spent.get(one.key, Decimal(0)),
                budget.monthly,
                facts.day.day,
                days,
                recent.get(one.key, Decimal(0)) / _RECENT,
            )
            if budget
            else None,
        )
        for one in found
        for budget in (budgets.get(one.key),)
    }


def _spend(facts: "Facts", period: Period) -> dict[str, Decimal]:
    rows = facts.loosely((METRIC,), period, ("source", CAMPAIGN)).rows
    return {
        f"{row.dimensions['source'] or ''}:{row.dimensions[CAMPAIGN] or ''}": Decimal(value)
        for row in rows
        if (value := row.values.get(METRIC))
    }


def _budgets(
    scope: Scope, month: date, found: Sequence[Spent], last_month: Mapping[str, Decimal]
) -> dict[str, Budget]:
    typed = {
        (one.place.dimension, one.place.part): one.value
        for one in targets_of(scope, month.year)
        if one.place.metric == METRIC and one.month == month
    }
    names = Counter(one.name for one in found)
    budgets = {key: Budget(value, BudgetFrom.LAST_MONTH) for key, value in last_month.items() if value > 0}
    for one in found:
        # A name on two platforms does not say whose budget it is.
        if names[one.name] == 1 and (CAMPAIGN, one.name) in typed:
            budgets[one.key] = Budget(typed[CAMPAIGN, one.name], BudgetFrom.CAMPAIGN)
    for channel in {one.channel for one in found}:
        if (LEVER, channel) in typed:
            budgets |= _shared(
                typed[LEVER, channel], [one for one in found if one.channel == channel], budgets
            )
    return budgets


def _shared(whole: Decimal, campaigns: Sequence[Spent], known: Mapping[str, Budget]) -> dict[str, Budget]:
    """What a lever's budget leaves to the campaigns that have none of their own, by what they cost."""
    own = {one.key for one in campaigns if _origin(known, one) is BudgetFrom.CAMPAIGN}
    left = whole - sum((known[key].monthly for key in own), Decimal(0))
    others = [one for one in campaigns if one.key not in own]
    spend = sum((one.spend for one in others), Decimal(0))
    if left <= 0 or not spend:
        return {}
    return {one.key: Budget(left * one.spend / spend, BudgetFrom.LEVER) for one in others}


def _origin(known: Mapping[str, Budget], one: Spent) -> BudgetFrom | None:
    return known[one.key].origin if one.key in known else None


def type_budget(scope: Scope, dimension: str, part: str, month: date, value: Decimal | None) -> int | None:
    """A target of ad spend for the month; None takes it away. The number of the change, which `undo_budget` takes."""
    scope.require(Permission.EDIT_TARGETS)
    if dimension not in (CAMPAIGN, LEVER):
        raise NotFoundError(f"No budget is typed by {dimension}.")
    return set_targets(scope, Place(METRIC, dimension, part), {month.replace(day=1): value})


def undo_budget(scope: Scope, change: int) -> None:
    undo(scope, change)
