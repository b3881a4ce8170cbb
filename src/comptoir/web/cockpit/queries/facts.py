"""Which facts a company has."""

from django.core.cache import cache

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.api import Metric
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

ACQUISITION = frozenset({"audience_day", "ad_spend"})
"""Facts of which any tells where visits come from."""
SOURCES = ACQUISITION | {"product_cost"}
"""Facts beyond sales on which the shape of the page depends."""


def loaded_sources(scope: Scope) -> frozenset[str]:
    """Which of `SOURCES` the newest snapshot has. Kept for each snapshot, which never changes."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return frozenset()
    key = f"cockpit:sources:{snapshot.pk}"
    found: frozenset[str] | None = cache.get(key)
    if found is None:
        with open_snapshot(scope, snapshot) as reader:
            found = frozenset(name for name in SOURCES if reader.has(name))
        cache.set(key, found, timeout=None)
    return found


def knows_acquisition(scope: Scope) -> bool:
    return bool(loaded_sources(scope) & ACQUISITION)


def can_answer(scope: Scope, one: Metric) -> bool:
    """Whether the facts that the metric needs beyond sales are there."""
    return one.formula is not None and one.formula.needed & SOURCES <= loaded_sources(scope)
