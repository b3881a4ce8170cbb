"""How every target of a month stands: what a program asks at once."""

from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.targets.queries import pace_of, progress_of, targets_of
from comptoir.decide.targets.shapes import Place, Progress, Target

_SALES = Place("net_sales")


def standings(scope: Scope, day: date, metric: str = "") -> list[dict[str, Any]]:
    """The month of `day`, from the facts of that day and before: a row for each target of the month (of the metric,
    where one is named). A month without any target tells where the metric, or net sales, will land."""
    month = day.replace(day=1)
    found: list[tuple[Place, Target | None]] = [
        (one.place, one)
        for one in targets_of(scope, day.year)
        if one.month == month and metric in {"", one.place.metric}
    ]
    places = found or [(Place(metric) if metric else _SALES, None)]
    return [
        _row(place, target, progress_of(scope, place, day), pace_of(scope, place, day))
        for place, target in places
    ]


def _row(place: Place, target: Target | None, found: Progress, pace: float | None) -> dict[str, Any]:
    landing = found.landing
    return {
        "metric": place.metric,
        "dimension": place.dimension,
        "part": place.part,
        "month": f"{found.month:%Y-%m}",
        "last_day": found.last,
        "target": target.value.normalize() if target else None,
        "owner": target.owner if target else "",
        "actual": _plain(found.actual) if found.is_known else None,
        "share_of_target": _plain(found.share_of_target),
        "pace": _plain(pace),
        "landing": _plain(landing.expected) if landing else None,
        "low80": _plain(landing.low80) if landing else None,
        "high80": _plain(landing.high80) if landing else None,
        "chance": _plain(landing.chance) if landing else None,
        "method": landing.method if landing else "",
        "reason": "" if landing else str(found.reason),
    }


def _plain(value: float | None) -> float | None:
    """Cents of amounts, and six digits of what is small."""
    if value is None:
        return None
    return round(value, 2) if abs(value) >= 100 else round(value, 6)
