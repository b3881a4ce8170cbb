"""Where the running month ends, target by target."""

from datetime import date

from comptoir.core.companies.api import Scope
from comptoir.decide.review.parts import Landed
from comptoir.decide.targets.api import Place, progress_of, targets_of
from comptoir.measure.metrics.api import metric

MOST = 6
"""Targets told: those of the company first, then the largest."""
SALES = Place("net_sales")


def landings_of(scope: Scope, day: date) -> tuple[Landed, ...]:
    """The month of `day`, from the facts of that day and before. Net sales come first, with or without a target."""
    month = day.replace(day=1)
    targets = sorted(
        (one for one in targets_of(scope, day.year) if one.month == month and one.place != SALES),
        key=lambda one: (bool(one.place.dimension), -one.value),
    )
    places = [SALES, *(one.place for one in targets)][:MOST]
    return tuple(Landed(place, metric(place.metric), progress_of(scope, place, day)) for place in places)
