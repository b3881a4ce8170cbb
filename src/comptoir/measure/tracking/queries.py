"""The shifts of a company's measurement, and what the calendar of its pages says of them."""

from datetime import date
from decimal import Decimal
from urllib.parse import quote

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.calendar.api import Event, EventKind
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_long_day, format_percent
from comptoir.core.periods import Grain, Period
from comptoir.measure.choices.api import choices_of
from comptoir.measure.metrics.api import Query, catalogue, run
from comptoir.measure.tracking.engine import Day, Shift, shifts
from comptoir.measure.warehouse.api import current_snapshot

SEEN, PLACED = "purchases_seen", "own_site_orders"
CODE = "tracking_shift"
_FACT = "audience_day"


def tracking_shifts(scope: Scope, period: Period, *, at: date | None = None) -> tuple[Shift, ...]:
    """Those that touch the period. Nothing where visits or orders are not loaded.

    `at`: as they were known on the evening of that day.
    """
    return tuple(one for one in _every(scope, at) if one.start <= period.end and one.last >= period.start)


def _every(scope: Scope, at: date | None) -> tuple[Shift, ...]:
    """Of all days loaded, so that none depends on the days asked. Kept for each snapshot, which never changes."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return ()
    key = f"tracking:{snapshot.pk}:{quote(choices_of(scope).audience_source)}:{at or ''}"
    found: tuple[Shift, ...] | None = cache.get(key)
    if found is None:
        days = _days(scope, snapshot.number)
        found = shifts([one for one in days if at is None or one.day <= at])
        cache.set(key, found, timeout=None)
    return found


def _days(scope: Scope, snapshot: int) -> list[Day]:
    if run(scope, Query((SEEN,), snapshot=snapshot)).unavailable:
        return []  # and the orders of all days are not asked for nothing
    result = run(scope, Query((SEEN, PLACED), grain=Grain.DAY, snapshot=snapshot))
    if result.unavailable:
        return []
    return [
        Day(row.period, int(row.values[SEEN] or 0), int(row.values[PLACED] or 0))
        for row in result.rows
        if row.values[SEEN] is not None and row.values[PLACED] is not None
    ]


def event_of(shift: Shift) -> Event:
    """As a data incident of every metric that is read from the audience tool."""
    return Event(
        shift.start,
        shift.last,
        _("Measurement: %(points)s points of orders seen") % {"points": f"{shift.points:+.0f}"},
        EventKind.DATA_INCIDENT,
        CODE,
        sentence(shift),
        tuple(one.name for one in catalogue() if one.formula and _FACT in one.formula.facts),
    )


def sentence(shift: Shift) -> str:
    """What happened, since when, by how much."""
    told = {
        "start": _written(shift.start),
        "end": _written(shift.last),
        "before": format_percent(Decimal(str(shift.before)), _locale(), 0),
        "during": format_percent(Decimal(str(shift.during)), _locale(), 0),
        "points": f"{abs(shift.points):.0f}",
    }
    if shift.end is None:
        words = _(
            "Since %(start)s the audience tool sees %(during)s of the own site's orders, %(before)s before: "
            "%(points)s points apart."
        )
    else:
        words = _(
            "From %(start)s to %(end)s the audience tool saw %(during)s of the own site's orders, %(before)s before: "
            "%(points)s points apart."
        )
    return words % told


def _written(day: date) -> str:
    return format_long_day(day, _locale())


def _locale() -> str:
    return get_language() or "fr"
