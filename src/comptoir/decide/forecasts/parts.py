"""The parts of a company that a metric can be asked of, one dimension at a time."""

from datetime import date, timedelta

from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, metric, ranking

_BY_SIZE = "net_sales"
"""Ratios do not rank the parts of a company: its sales do."""


def largest_parts(scope: Scope, name: str, dimension: str, at: date, count: int) -> list[str | None]:
    """Values of the dimension by the metric over the year until `at`, the largest first."""
    ranked = name if metric(name).is_additive else _BY_SIZE
    period = Period(at - timedelta(days=364), at)
    query = Query((ranked,), by=(dimension,), period=period, order=f"-{ranked}")
    return [value for value, _figure in ranking(scope, query).first(count)]


def suggested_parts(scope: Scope, name: str, dimension: str, count: int = 50) -> list[str]:
    """What a person may choose; nothing where the metric has no such dimension."""
    if not dimension:
        return []
    try:
        found = largest_parts(scope, name, dimension, scope.today() - timedelta(days=1), count)
    except UsageError:
        return []
    return [value for value in found if value]
