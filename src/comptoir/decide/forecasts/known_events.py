"""What the calendar says of the days: computed and own events, with the effect that a person gave them."""

from datetime import timedelta

from comptoir.core.calendar.api import Event, EventKind, events
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.engine.series import Occasion
from comptoir.decide.forecasts.identity import identity
from comptoir.decide.forecasts.models import EventEffect

_RUN_UP = {"christmas": 14, "mothers_day": 7, "fathers_day": 7, "valentine": 7}
"""Days before a day of gifts on which the gifts are bought."""
_NO_OCCASIONS = frozenset({EventKind.OUTAGE, EventKind.DATA_INCIDENT})


def occasions_and_incidents(scope: Scope, period: Period, metric: str) -> tuple[list[Occasion], list[Event]]:
    found = events(scope, period)
    chosen = chosen_ratios(scope, metric)
    known: list[Occasion] = []
    for event in found:
        if event.kind in _NO_OCCASIONS:
            continue
        known += occasions_of(event, chosen.get(identity(event)))
    return known, [event for event in found if event.is_incident]


def chosen_ratios(scope: Scope, metric: str) -> dict[str, float]:
    rows = EventEffect.objects.filter(company_id=scope.company_id, metric=metric, deleted_at=None)
    return {row.event: 1 + float(row.share) for row in rows}


def occasions_of(event: Event, ratio: float | None = None) -> list[Occasion]:
    """Its days, and those before it where it is a day of gifts."""
    code, name = identity(event), str(event.name)
    is_holiday = event.kind is EventKind.HOLIDAY or code == "christmas"
    found = [Occasion(code, name, event.day_start, event.day_end, is_holiday, ratio)]
    days = _RUN_UP.get(code)
    if days:
        first = event.day_start - timedelta(days=days)
        found.append(Occasion(f"{code}:before", name, first, event.day_start - timedelta(days=1)))
    return found
