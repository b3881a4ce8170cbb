"""The words that the orders loaded use, so that a rule is written as they are."""

from collections.abc import Mapping

from comptoir.core.companies.api import Scope
from comptoir.measure.costs.forms import CHOSEN
from comptoir.measure.metrics.api import Query, run

_MOST = 60


def known_words(scope: Scope) -> Mapping[str, list[str]]:
    """By dimension, the most frequent first."""
    return {name: _of(scope, name) for name in CHOSEN}


def _of(scope: Scope, dimension: str) -> list[str]:
    found = run(scope, Query(("orders",), by=(dimension,), order="-orders", limit=_MOST))
    return [value for row in found.rows if (value := row.dimensions[dimension])]
