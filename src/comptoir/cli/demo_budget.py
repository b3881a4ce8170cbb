"""What Maison Lavande plans for this year, and what its team has cost so far: a tenth more than last year's account."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period
from comptoir.decide.budget.api import Line, set_budget, year_of
from comptoir.measure.costs.api import RunningKind, running_costs, set_running_costs
from comptoir.measure.metrics.api import Query, run

_OF_SITE = Decimal("1.35")
"""As the targets: planned while only the own site is loaded, marketplaces on top."""
_METRICS = {
    Line.GROSS_SALES: "gross_sales",
    Line.DISCOUNTS: "discounts",
    Line.RETURNS: "returns",
    Line.COGS: "cogs",
}
_OF_NET_SALES = {
    Line.LOGISTICS: Decimal("0.092"),
    Line.PAYMENT: Decimal("0.021"),
    Line.MARKETPLACE: Decimal("0.028"),
    Line.AD_SPEND: Decimal("0.095"),
}
"""What an agreed rate takes of each month."""
_TEAM = {
    RunningKind.PEOPLE: Decimal(21_000),
    RunningKind.TOOLS: Decimal(2_500),
    RunningKind.AGENCIES: Decimal(3_500),
}
_REAL = {
    RunningKind.PEOPLE: Decimal(21_450),
    RunningKind.TOOLS: Decimal(2_460),
    RunningKind.AGENCIES: Decimal(3_900),
}
_HUNDRED = Decimal(100)


def add_budget(scope: Scope) -> None:
    """Once: whoever changes it afterwards keeps it."""
    year = scope.today().year
    if not year_of(scope, year):
        set_budget(scope, _planned(scope, year))
    if not running_costs(scope):
        months = [date(year - 1, month, 1) for month in range(1, 13)]
        months += [date(year, month, 1) for month in range(1, scope.today().month + 1)]
        set_running_costs(
            scope, {(kind, month): amount for month in months for kind, amount in _REAL.items()}
        )


def _planned(scope: Scope, year: int) -> Mapping[tuple[Line, date], Decimal]:
    period = Period(date(year - 1, 1, 1), date(year - 1, 12, 31))
    found = run(
        scope, Query((*_METRICS.values(), "net_sales"), grain=Grain.MONTH, period=period, tax="excluded")
    )
    planned: dict[tuple[Line, date], Decimal] = {}
    for row in found.rows:
        month = date(year, row.period.month, 1)
        amounts = {line: row.values.get(name) for line, name in _METRICS.items()}
        sales = Decimal(row.values.get("net_sales") or 0)
        amounts |= {line: share * sales for line, share in _OF_NET_SALES.items()}
        planned |= {(line, month): _round(_OF_SITE * amount) for line, amount in amounts.items() if amount}
        planned |= {(Line(kind.value), month): amount for kind, amount in _TEAM.items()}
    return planned


def _round(amount: Decimal) -> Decimal:
    return (amount / _HUNDRED).to_integral_value() * _HUNDRED
