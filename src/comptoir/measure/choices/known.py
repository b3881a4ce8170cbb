"""The tools that have told of visits."""

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.api import Query, run


def audience_sources(scope: Scope) -> list[str]:
    found = run(scope, Query(("sessions",), by=("source",)))
    return sorted({source for row in found.rows if (source := row.dimensions["source"])})
