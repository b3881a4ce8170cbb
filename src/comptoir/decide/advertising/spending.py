"""Campaigns over any days: what each cost, what it is credited with, and what is left after advertising. Heavy."""

from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Period
from comptoir.decide.advertising import crediting
from comptoir.decide.advertising.crediting import Credit
from comptoir.decide.findings.api import LackingError, facts_of


@dataclass(frozen=True, slots=True)
class Spending:
    """One campaign; amounts of the days, without tax."""

    source: str
    name: str
    channel: str
    spend: Decimal
    credit: Credit | None
    rate: Decimal | None
    """Contribution margin 2 of what the shop sells, over a quarter; none where costs are unknown."""

    @property
    def ad_cost_ratio(self) -> Decimal | None:
        return self.spend / self.credit.sales if self.credit and self.credit.sales > 0 else None

    @property
    def margin(self) -> Decimal | None:
        """On the sales that it is credited with, after what it cost."""
        if self.credit is None or self.rate is None:
            return None
        return self.credit.sales * self.rate - self.spend


def spending(scope: Scope, period: Period, snapshot: int | None = None) -> tuple[Spending, ...]:
    """The most expensive first; empty where no advertising is loaded."""
    scope.require(Permission.VIEW_FIGURES)
    facts = facts_of(scope, period.end, snapshot)
    try:
        found = crediting.campaigns(facts, period)
    except LackingError:
        return ()
    if not found:
        return ()
    credited, worth = crediting.credited(facts, period, found), facts.worth
    rate = Decimal(f"{worth.rate:.6f}") if worth.basis is Basis.MARGIN else None
    told = (
        Spending(one.source, one.name, one.channel, one.spend, credited.get(one.key), rate) for one in found
    )
    return tuple(sorted(told, key=lambda one: -one.spend))
