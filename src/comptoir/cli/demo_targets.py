"""What Maison Lavande wants to reach this year: a tenth more than last year, spread over its months."""

from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.periods import Period
from comptoir.decide.targets.api import Place, spread_year, targets_of
from comptoir.measure.metrics.api import Query, run

_OF_SITE = Decimal("1.35")
"""Targets are set while only the own site is loaded: marketplaces sell as much as a quarter of it on top."""
_ROUND = Decimal(10_000)


def add_targets(scope: Scope) -> None:
    """Once: whoever changes them afterwards keeps them."""
    year = scope.today().year
    if targets_of(scope, year):
        return
    period = Period(date(year - 1, 1, 1), date(year - 1, 12, 31))
    before = run(scope, Query(("net_sales",), period=period)).total.values.get("net_sales")
    if not before:
        return
    total = (Decimal(before) * _OF_SITE / _ROUND).to_integral_value() * _ROUND
    try:
        spread_year(scope, Place(), year, total, "Direction e-commerce")
    except InputError:  # a month of last year sold nothing: then there is no season to spread by
        return
