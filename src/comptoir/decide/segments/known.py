"""The words that the orders loaded use, so that a condition is written as they are."""

from collections.abc import Collection, Mapping
from functools import partial

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.api import evening, kept
from comptoir.measure.metrics.api import Query, run

MOST = 300


def known_values(scope: Scope, names: Collection[str]) -> Mapping[str, list[str]]:
    """Of each dimension named, what sells most first."""
    at = evening(scope, None)
    return {name: kept(scope, at, "words", partial(_of, scope, name), name) for name in names}


def _of(scope: Scope, dimension: str) -> list[str]:
    found = run(scope, Query(("gross_sales",), by=(dimension,), order="-gross_sales", limit=MOST))
    return [value for row in found.rows if (value := row.dimensions[dimension])]
