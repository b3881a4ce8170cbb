"""Reads of targets, and the progress of a month."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import month_end
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, landing_of
from comptoir.decide.targets.engine import reached
from comptoir.decide.targets.models import StoredTarget
from comptoir.decide.targets.ratios import ratio_of, sides_of
from comptoir.decide.targets.shapes import Place, Progress, Target
from comptoir.decide.targets.units import meant
from comptoir.measure.metrics.api import metric

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
    place = Place(row.metric, row.dimension, row.part)
    return Target(place, row.month, meant(row.metric, row.value), row.owner)


def target_of(scope: Scope, place: Place, month: date) -> Target | None:
    return next((one for one in targets_of(scope, month.year, place) if one.month == month), None)


def progress_of(scope: Scope, place: Place, day: date, *, tax: str | None = None) -> Progress:
    """The month of `day`, from the facts of that day and before."""
    month, end = day.replace(day=1), month_end(day)
    target = target_of(scope, place, month)
    value = target.value if target else None
    if not metric(place.metric).is_additive:
        return _of_ratio(scope, place, day, value, tax)
    found = forecast_of(scope, Asked(place.metric, day, place.where, tax), HORIZON)
    if isinstance(found, NoForecast):
        return Progress(month, day, 0.0, value, None, None, None, found.text, is_known=False)
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
        is_known=landed is not None,
    )


def _of_ratio(scope: Scope, place: Place, day: date, target: Decimal | None, tax: str | None) -> Progress:
    goal = float(target) if target else None
    found = ratio_of(scope, place, day, month_end(day), HORIZON, goal, tax)
    return Progress(
        month=day.replace(day=1),
        last=found.last,
        actual=found.actual or 0.0,
        target=target,
        share_of_target=found.actual / goal if goal and found.actual is not None else None,
        of_whole=None,
        landing=found.landing,
        reason=found.reason,
        is_known=found.actual is not None,
    )


def pace_of(scope: Scope, place: Place, day: date, *, tax: str | None = None) -> float | None:
    """The month to date / what was expected of these days on the eve of the month; None where nothing was."""
    month = day.replace(day=1)
    one = metric(place.metric)
    names = (place.metric,) if one.is_additive else sides_of(one) or ()
    sums = [_against_eve(scope, replace(place, metric=name), month, day, tax) for name in names]
    told = [each for each in sums if each is not None and each[1]]
    if not told or len(told) < len(sums):
        return None
    paces = [actual / expected for actual, expected in told]
    if len(paces) == 1:
        return paces[0]
    return paces[0] / paces[1] if paces[1] else None


def _against_eve(
    scope: Scope, place: Place, month: date, day: date, tax: str | None
) -> tuple[float, float] | None:
    """What came, and what was expected of the same days."""
    now = forecast_of(scope, Asked(place.metric, day, place.where, tax), HORIZON)
    eve = Asked(place.metric, month - timedelta(days=1), place.where, tax)
    before = forecast_of(scope, eve, (month_end(month) - eve.at).days)
    if isinstance(now, NoForecast) or isinstance(before, NoForecast) or now.last < month:
        return None
    start = max((month - now.first).days, 0)
    came = sum(value or 0.0 for value in now.actual[start:])
    return came, sum(each.expected for each in before.days if month <= each.day <= now.last)


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
