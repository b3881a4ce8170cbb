"""How a year's sales fall on its months: what is known and forecast of it, else last year's months."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.periods import Grain, Period
from comptoir.decide.forecasts.api import Asked, Prediction, forecast_of, landing_of
from comptoir.decide.targets.shapes import Place
from comptoir.measure.metrics.api import Query, run


@dataclass(frozen=True, slots=True)
class Season:
    weights: tuple[Decimal, ...]
    """One for each month of the year."""
    basis: str
    """`forecast`: known and forecast months of the year itself; `last_year`: those of the year before."""


def season_of(scope: Scope, place: Place, year: int) -> Season:
    """Half last year's months, half what is known and forecast of this year's, where both reach."""
    before = _months_of(scope, place, year - 1)
    ahead = _months_ahead(scope, place, year)
    if before and ahead:
        whole, coming = sum(before), sum(ahead)
        mixed = tuple(one / whole + other / coming for one, other in zip(before, ahead, strict=True))
        return Season(mixed, "forecast")
    if not (before or ahead):
        raise InputError(
            _("Nothing tells how %(year)d falls on its months: last year is not known whole.")
            % {"year": year},
            advice=_("Type the months one by one."),
        )
    return Season(before or ahead, "last_year" if before else "forecast")


def _months_of(scope: Scope, place: Place, year: int) -> tuple[Decimal, ...]:
    """Every month of the year; nothing where one of them sold nothing."""
    query = Query(
        (place.metric,),
        grain=Grain.MONTH,
        period=Period(date(year, 1, 1), date(year, 12, 31)),
        where=place.where,
    )
    rows = {row.period.month: row.values.get(place.metric) for row in run(scope, query).rows}
    found = [Decimal(rows.get(month) or 0) for month in range(1, 13)]
    return tuple(found) if all(value > 0 for value in found) else ()


def _months_ahead(scope: Scope, place: Place, year: int) -> tuple[Decimal, ...]:
    """Every month of the year as it was, or as it is forecast; nothing where the forecast does not reach."""
    yesterday = scope.today() - timedelta(days=1)
    end = date(year, 12, 31)
    days = (end - yesterday).days + 1
    if not 0 < days <= 366:
        return ()
    found = forecast_of(scope, Asked(place.metric, yesterday, place.where), days + 31)
    if not isinstance(found, Prediction) or found.first > date(year, 1, 1):
        return ()
    landed = [landing_of(found, date(year, n, 1), _end(year, n)) for n in range(1, 13)]
    values = [Decimal(repr(one.expected)) for one in landed if one is not None]
    return tuple(values) if len(values) == 12 and all(value > 0 for value in values) else ()


def _end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
