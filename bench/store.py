"""The generated store, written once and kept in the bench's own home."""

from bench.generate import Size, generate
from bench.measure import fresh_company
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.metrics.api import build_rollups
from comptoir.measure.warehouse.api import current_snapshot, writer

LARGE = Size(orders=3_000_000, lines=10_000_000)


def stored(size: Size = LARGE) -> Scope:
    """The company that holds a store of this size; generated where it is not there yet."""
    slug = f"bench-{size.orders}-{size.lines}"
    if Company.objects.filter(slug=slug).exists():
        scope = operator_scope(slug)
        if current_snapshot(scope) is not None:
            return scope
    scope = fresh_company(slug, currency="EUR", timezone="Europe/Paris")
    store = generate(size)
    with writer(scope) as batch:
        for name in ("order", "order_line", "refund", "product"):
            batch.append(name, getattr(store, name))
        snapshot = batch.commit("bench")
    # As at the end of an import.
    build_rollups(scope, snapshot)
    return scope
