"""Questions put to the company's own warehouse."""

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.metrics.engine import answer
from comptoir.measure.metrics.facts import opened
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.result import Result
from comptoir.measure.metrics.rollups import build_all
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, snapshot


def run(scope: Scope, query: Query) -> Result:
    scope.require(Permission.VIEW_FIGURES)
    source = opened(scope, _chosen(scope, query.snapshot))
    return answer(scope, query, source, source.profile, no_rates)


def build_rollups(scope: Scope, chosen: Snapshot) -> tuple[str, ...]:
    source = opened(scope, chosen)
    built = build_all(source, source.profile.facts)
    if built:
        source.shelf.forget_others()
    return built


def _chosen(scope: Scope, number: int | None) -> Snapshot | None:
    return current_snapshot(scope) if number is None else snapshot(scope, number)
