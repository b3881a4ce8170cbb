"""Campaigns as they stand on an evening: what they cost, what they are credited with, how their month runs. Heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Grain, Period
from comptoir.decide.advertising import budgets, crediting
from comptoir.decide.advertising.crediting import Credit
from comptoir.decide.advertising.engine.earning import break_even_roas
from comptoir.decide.advertising.engine.pacing import Pacing
from comptoir.decide.advertising.engine.proposing import Campaign, Proposal, proposed
from comptoir.decide.advertising.engine.testing import TEST_WEEKS, smallest_effect
from comptoir.decide.findings.api import LackingError, facts_of
from comptoir.measure.metrics.api import Query, run

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts

RECENT_DAYS = 28
MONTH_DAYS = 30
_NOISE_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign; amounts of 30 days, without tax."""

    source: str
    name: str
    channel: str
    spend: Decimal
    credit: Credit | None
    budget: budgets.Budget | None
    pacing: Pacing | None
    campaign: Campaign
    proposal: Proposal

    @property
    def key(self) -> str:
        return f"{self.source}:{self.name}"

    @property
    def roas(self) -> Decimal | None:
        """On net sales, after returns."""
        return self.credit.sales / self.spend if self.credit and self.spend else None

    @property
    def ad_cost_ratio(self) -> Decimal | None:
        return self.spend / self.credit.sales if self.credit and self.credit.sales > 0 else None

    @property
    def margin(self) -> Decimal | None:
        """On the sales that it is credited with."""
        if self.credit is None or self.campaign.rate is None:
            return None
        return self.credit.sales * self.campaign.rate


@dataclass(frozen=True, slots=True)
class Board:
    day: date
    period: Period
    lines: tuple[Line, ...]
    rate: Decimal | None
    """Of contribution margin 2, over a quarter."""
    is_partial: bool
    """Costs are known for a part of the sales."""
    why_no_rate: str
    tax_rate: Decimal
    """Of what the shop sells, on average."""
    new_shares: Mapping[str, Decimal] = field(default_factory=dict)
    """Share of new customers among the orders of known customers, by traffic channel."""
    visible: float | None = None
    """The smallest change that a test would show, as a share of the shop's weekly net sales."""
    weekly_sales: Decimal = Decimal(0)

    @property
    def break_even(self) -> Decimal | None:
        return break_even_roas(self.rate) if self.rate is not None else None

    def line(self, key: str) -> Line | None:
        return next((line for line in self.lines if line.key == key), None)


def board(scope: Scope, day: date) -> Board | None:
    """None where no advertising is loaded."""
    scope.require(Permission.VIEW_FIGURES)
    return Reading(scope, facts_of(scope, day)).board()


class Reading:
    def __init__(self, scope: Scope, facts: "Facts") -> None:
        self.scope, self.facts = scope, facts
        self.period = facts.last(RECENT_DAYS)

    def board(self) -> Board | None:
        try:
            found = crediting.campaigns(self.facts, self.period)
        except LackingError:
            return None
        if not found:
            return None
        credited = crediting.credited(self.facts, self.period, found)
        planned = budgets.plans(self.scope, self.facts, found)
        lines = []
        for one in found:
            spend = _month(one.spend)
            credit = credited.get(one.key)
            credit = Credit(_month(credit.sales), credit.by) if credit else None
            plan = planned[one.key]
            campaign = Campaign(
                spend, credit.sales if credit else None, self.rate, delay_days=self.facts.delay_days
            )
            lines.append(
                Line(
                    one.source,
                    one.name,
                    one.channel,
                    spend,
                    credit,
                    plan.budget,
                    plan.pacing,
                    campaign,
                    proposed(campaign),
                )
            )
        weekly = self._weekly_sales()
        return Board(
            self.facts.day,
            self.period,
            tuple(sorted(lines, key=lambda line: -line.spend)),
            self.rate,
            bool(self.facts.worth.doubts),
            "" if self.rate is not None else str(self.facts.margin_words),
            self._tax_rate(),
            crediting.new_shares(self.facts, self.period),
            smallest_effect(weekly, TEST_WEEKS),
            Decimal(f"{sum(weekly) / len(weekly):.2f}") if weekly else Decimal(0),
        )

    @cached_property
    def rate(self) -> Decimal | None:
        worth = self.facts.worth
        return Decimal(f"{worth.rate:.6f}") if worth.basis is Basis.MARGIN else None

    def _weekly_sales(self) -> list[float]:
        rows = self.facts.loosely(("net_sales",), self.facts.whole_weeks(_NOISE_WEEKS), (), Grain.WEEK).rows
        return [float(row.values.get("net_sales") or 0) for row in rows]

    def _tax_rate(self) -> Decimal:
        without, with_tax = (
            run(
                self.scope,
                Query(("demand_sales",), period=self.period, tax=tax, snapshot=self.facts.snapshot),
            ).total.values.get("demand_sales")
            for tax in ("excluded", "included")
        )
        if not without or not with_tax:
            return Decimal(0)
        return Decimal(with_tax) / Decimal(without) - 1


def _month(amount: Decimal) -> Decimal:
    return amount * MONTH_DAYS / RECENT_DAYS
