"""The door of metrics: the catalogue, and any figure by any dimension that its facts have."""

from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.catalogue.base import Good, Metric, Unit
from comptoir.measure.metrics.catalogue.dimensions import CUSTOMER_TYPES, Dimension
from comptoir.measure.metrics.catalogue.registry import catalogue, dimension, dimensions, metric
from comptoir.measure.metrics.query import Query, parse_where

if TYPE_CHECKING:
    from comptoir.measure.metrics.result import Result

__all__ = [
    "CUSTOMER_TYPES",
    "Dimension",
    "Good",
    "Metric",
    "Query",
    "Unit",
    "catalogue",
    "dimension",
    "dimensions",
    "metric",
    "parse_where",
    "run",
]


def run(scope: Scope, query: Query) -> "Result":
    """The figures asked, of the latest snapshot or of the one named."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.run(scope, query)
