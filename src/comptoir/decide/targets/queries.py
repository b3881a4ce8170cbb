"""Reads of targets, and the progress of a month."""

from datetime import date, timedelta

from django.db.models import QuerySet

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import month_end
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, landing_of
from comptoir.decide.targets.engine import reached
from comptoir.decide.targets.models import StoredTarget
from comptoir.decide.targets.shapes import Place, Progress, Target

HORIZON = 62
"""Days ahead: the rest of a month for any last day known, whatever the month."""


def rows(scope: Scope) -> QuerySet[StoredTarget]:
    scope.require(Permission.VIEW_FIGURES)
    return StoredTarget.objects.filter(company_id=scope.company_id)


def targets_of(scope: Scope, year: int, place: Place | None = None) -> list[Target]:
    """Those of the year, in order of months; of one place, or of all."""
    found = rows(scope).filter(month__year=year)
    if place is not None:
        found = found.filter(metric=place.metric, dimension=place.dimension, part=place.part)
    return [_target(row) for row in found]


def _target(row: StoredTarget) -> Target:
    return Target(Place(row.metric, row.dimension, row.part), row.month, row.value, row.owner)


def target_of(scope: Scope, place: Place, month: date) -> Target | None:
    return next((one for one in targets_of(scope, month.year, place) if one.month == month), None)


def progress_of(scope: Scope, place: Place, day: date, *, tax: str | None = None) -> Progress:
    """The month of `day`, from the facts of that day and before."""
    month, end = day.replace(day=1), month_end(day)
    target = target_of(scope, place, month)
    found = forecast_of(scope, Asked(place.metric, day, place.where, tax), HORIZON)
    value = target.value if target else None
    if isinstance(found, NoForecast):
        return Progress(month, day, 0.0, value, None, None, None, found.text)
    landed = landing_of(found, month, end, float(value) if value else None)
    actual = landed.actual if landed else 0.0
    done = reached(actual, float(value), elapsed(found, month, end)) if value else None
    return Progress(
        month=month,
        last=found.last,
        actual=actual,
        target=value,
        share_of_target=done.to_date if done else None,
        of_whole=done.of_whole if done else None,
        landing=landed,
    )


def elapsed(found: Prediction, month: date, end: date) -> float:
    """The part of the month that its days over stand for: by the same days last year, else by counting days."""
    last = min(found.last, end)
    if last < month:
        return 0.0
    before = timedelta(days=364)
    start = (month - before - found.first).days
    if start >= 0:
        values = [value or 0.0 for value in found.actual[start : start + (end - month).days + 1]]
        whole = sum(values)
        if whole > 0:
            return sum(values[: (last - month).days + 1]) / whole
    return ((last - month).days + 1) / ((end - month).days + 1)
