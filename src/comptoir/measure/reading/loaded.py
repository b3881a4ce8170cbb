"""How far the facts of a company reach."""

from datetime import date

from django.core.cache import cache

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import current_snapshot


def loaded_days(scope: Scope) -> Period | None:
    """From the first to the last day that the facts cover; nothing before the first import.

    Kept for each snapshot, which never changes: the shell of the page must not wait for a query.
    """
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return None
    key = f"cockpit:loaded:{snapshot.pk}"
    days: tuple[date, date] | None = cache.get(key)
    if days is None:
        result = run(scope, Query(("orders",), snapshot=snapshot.number))
        days = (result.period.start, result.period.end)
        cache.set(key, days, timeout=None)
    return Period(*days)
