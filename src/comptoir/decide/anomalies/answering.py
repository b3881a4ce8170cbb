"""A look and the list that is kept, as commands and programs answer them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.choosing import choices_of
from comptoir.decide.anomalies.found import Look
from comptoir.decide.anomalies.queries import Listed, history, last_watch, listed
from comptoir.decide.anomalies.telling import told

SHOWN = ("open", "history", "muted")


def look_json(scope: Scope, seen: Look, *, with_over: bool = False) -> dict[str, Any]:
    """What a look has just seen; `with_over`: the alarms of its days that are over as well."""
    return {
        **_head(scope, seen.day, seen.snapshot, seen.series, seen.withheld),
        "looked_at_since": seen.first_day,
        "alarms": [told(one, scope.currency) for one in seen.alarms if with_over or not one.is_over],
    }


def list_json(scope: Scope, show: str = "open") -> dict[str, Any]:
    """The list that the page shows, one of `SHOWN`, with what people said of it."""
    last = last_watch(scope)
    head = (last.day, last.snapshot, last.series, last.withheld) if last else (None, None, 0, 0)
    found: Iterable[Listed] = history(scope) if show == "history" else listed(scope, muted=show == "muted")
    return {
        **_head(scope, *head),
        "alarms": [
            {
                **told(one.alarm, scope.currency),
                "fingerprint": one.fingerprint,
                "found_at": one.found_at,
                "acknowledged_at": one.acknowledged_at,
                "is_muted": one.is_muted,
            }
            for one in found
        ],
    }


def _head(scope: Scope, day: date | None, snapshot: int | None, series: int, withheld: int) -> dict[str, Any]:
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": day,
        "snapshot": snapshot,
        "least_money_of_a_week": choices_of(scope).least_money,
        "series": series,
        "not_judged": withheld,
    }
