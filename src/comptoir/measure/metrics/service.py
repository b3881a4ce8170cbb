"""Questions put to the company's own warehouse."""

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.metrics.engine import answer
from comptoir.measure.metrics.facts import opened
from comptoir.measure.metrics.profile import read_profile
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.result import Result
from comptoir.measure.warehouse.api import current_snapshot, snapshot


def run(scope: Scope, query: Query) -> Result:
    scope.require(Permission.VIEW_FIGURES)
    chosen = snapshot(scope, query.snapshot) if query.snapshot is not None else current_snapshot(scope)
    source = opened(scope, chosen)
    return answer(scope, query, source, read_profile(source), no_rates)
