"""Ratios as targets: what stands above and below the line, and where the month of a ratio ends.

The figure to date is the catalogue's own. A landing needs the days to come of both sides, so that only ratios whose
sides are forecast day by day have one; the others say why they have none.
"""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.api import (
    Asked,
    Landing,
    NoForecast,
    Prediction,
    RatioAsked,
    forecast_of,
    forecastable,
    ratio_landing_of,
)
from comptoir.decide.targets.shapes import Place
from comptoir.measure.metrics.api import Good, Metric, Query, metric, run

_NEAR = {
    "conversion_rate": ("purchases_seen", "sessions"),
    "gross_margin_rate": ("gross_margin", "net_sales"),
    "cm2_rate": ("cm2", "net_sales"),
    "cm3_rate": ("cm3", "net_sales"),
}
"""Sides that leave out what the ratio leaves out almost alike: held against the ratio itself before they are used."""
_APART = 0.02
"""How far the sides may be from the ratio to date."""
_LATE = frozenset({"return_rate", "repeat_rate", "repeat_30", "repeat_60", "repeat_90", "repeat_365"})


class Sides(NamedTuple):
    above: str
    below: str


class Ratio(NamedTuple):
    """A ratio to date, and its landing or why there is none."""

    last: date
    actual: float | None
    landing: Landing | None
    reason: Any = ""


def sides_of(one: Metric) -> Sides | None:
    """The metrics whose days add up to what the ratio divides; None where the catalogue has no such pair."""
    if one.name in _NEAR:
        return Sides(*_NEAR[one.name])
    formula = one.formula
    if formula is None or not formula.denominator:
        return None

    def named(terms: Any) -> str:
        wanted = {(term.measure, term.weight) for term in terms}
        return next(
            (
                each.name
                for each in forecastable()
                if each.formula and {(term.measure, term.weight) for term in each.formula.numerator} == wanted
            ),
            "",
        )

    above, below = named(formula.numerator), named(formula.denominator)
    return Sides(above, below) if above and below else None


def ratio_of(
    scope: Scope, place: Place, day: date, end: date, horizon: int, goal: float | None, tax: str | None
) -> Ratio:
    """The month that ends on `end`, from the facts of `day` and before."""
    one, month = metric(place.metric), end.replace(day=1)
    sides = sides_of(one)
    if one.name in _LATE:
        return _alone(
            scope, place, month, day, tax, _("What counts for this rate comes weeks after the order.")
        )
    if sides is None:
        reason = _(
            "What this ratio divides is not forecast day by day: it has a figure to date and no landing."
        )
        return _alone(scope, place, month, day, tax, reason)
    found = [forecast_of(scope, Asked(name, day, place.where, tax), horizon) for name in sides]
    for each in found:
        if isinstance(each, NoForecast):
            return _alone(scope, place, month, day, tax, each.text)
    pair = tuple(each for each in found if isinstance(each, Prediction))
    last = min(each.last for each in pair)
    actual = _figure(scope, place, month, last, tax)
    scale = one.formula.scale if one.formula else 1
    landed = ratio_landing_of((pair[0], pair[1]), month, end, RatioAsked(scale, goal, one.good is Good.DOWN))
    if landed is None or not _agrees(landed, actual):
        reason = _("What this ratio divides is not known for the same days, or for too few of them.")
        return Ratio(last, actual, None, reason)
    return Ratio(last, actual, landed)


def _alone(scope: Scope, place: Place, month: date, day: date, tax: str | None, reason: Any) -> Ratio:
    return Ratio(day, _figure(scope, place, month, day, tax), None, reason)


def _figure(scope: Scope, place: Place, month: date, last: date, tax: str | None) -> float | None:
    """The month to date; None where it has no day yet, or nothing to divide by."""
    if last < month:
        return None
    query = Query((place.metric,), period=Period(month, last), where=place.where, tax=tax)
    value = next((row.values.get(place.metric) for row in run(scope, query).rows), None)
    return None if value is None else float(str(value))


def _agrees(landed: Landing, actual: float | None) -> bool:
    return actual is None or abs(landed.actual - actual) <= _APART * abs(actual)
