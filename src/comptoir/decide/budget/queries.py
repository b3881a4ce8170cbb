"""The account of some months: real, budgeted, last year's, foreseen."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period, add_months, month_end
from comptoir.decide.budget.engine.account import planned, planned_sum, summed
from comptoir.decide.budget.engine.lines import LEFT_OUT, Amounts, Line
from comptoir.decide.budget.engine.outlook import Method, method_of
from comptoir.decide.budget.landing import Landed, landing_of_span
from comptoir.decide.budget.measuring import Known, budget_of, known_of, months_measured
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.spans import Span
from comptoir.measure.reading.api import loaded_days


def last_day(scope: Scope, at: date | None = None) -> date | None:
    """The last day that counts: yesterday or the day asked, and no later than what is loaded."""
    loaded = loaded_days(scope)
    if loaded is None:
        return None
    return min(loaded.end, at or scope.today() - timedelta(days=1))


def account_of(scope: Scope, span: Span, at: date | None = None, *, with_landing: bool = True) -> Account:
    """From the facts of `at` and before; `with_landing` false leaves the forecasts out."""
    scope.require(Permission.VIEW_FIGURES)
    last, period = last_day(scope, at), span.period
    measured = _measured(scope, span, last)
    before = summed(measured[month] for one in span.months if (month := add_months(one, -12)) in measured)
    actual = summed(measured[month] for month in span.months if month in measured)
    typed = budget_of(scope, period)
    budget = planned_sum([planned(typed[month]) for month in span.months if month in typed])
    is_over = last is not None and period.end <= last
    landed = Landed(actual, {}, are_ads_forecast=False)
    if last is not None and not is_over and with_landing:
        landed = landing_of_span(scope, period, last, measured)
    elif not is_over:
        landed = Landed({}, {}, are_ads_forecast=False)
    seen = period.overlap(Period(date.min, last)) if last else None
    known = known_of(scope, seen) if seen else Known((), frozenset(), None)
    return Account(
        span=span,
        currency=scope.currency,
        snapshot=known.snapshot,
        last=last,
        is_over=is_over,
        rows=tuple(_row(line, actual, budget, landed, before, known, is_over=is_over) for line in Line),
        budgeted=len(typed),
        notes=known.notes,
        no_landing=landed.reason,
    )


def _measured(scope: Scope, span: Span, last: date | None) -> Mapping[date, Amounts]:
    """This year's months and last year's, up to the last day: the same question whichever months are looked at."""
    first = date(span.year - 1, 1, 1)
    if last is None or last < first:
        return {}
    end = min(last, date(span.year, 12, 31))
    found = months_measured(scope, Period(first, end))
    return {month: amounts for month, amounts in found.items() if month <= end}


def _row(
    line: Line,
    actual: Amounts,
    budget: Amounts,
    landed: Landed,
    before: Amounts,
    known: Known,
    *,
    is_over: bool,
) -> Row:
    landing, width = landed.amounts.get(line), landed.widths.get(line)
    has_width = landing is not None and width is not None and not is_over and line not in LEFT_OUT
    return Row(
        line=line,
        actual=actual.get(line),
        budget=budget.get(line),
        landing=landing,
        low80=_plus(landing, width, -1) if has_width else None,
        high80=_plus(landing, width, 1) if has_width else None,
        before=before.get(line),
        method=method_of(line, is_over=is_over, are_ads_forecast=landed.are_ads_forecast)
        if landing is not None
        else Method.OVER,
        is_partial=line in known.partial,
    )


def _plus(value: Decimal | None, width: Decimal | None, sign: int) -> Decimal | None:
    return None if value is None or width is None else value + sign * width


def year_of(scope: Scope, year: int) -> Mapping[date, Amounts]:
    """What is typed of the year's budget."""
    return budget_of(scope, Period(date(year, 1, 1), month_end(date(year, 12, 1))))
