"""The tools that have told of visits."""

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.api import Query, run


def audience_sources(scope: Scope) -> list[str]:
    """Those that sum their visits, and those that tell them one by one."""
    found = (run(scope, Query((metric,), by=("source",))) for metric in ("sessions", "site_sessions"))
    return sorted({source for one in found for row in one.rows if (source := row.dimensions["source"])})
