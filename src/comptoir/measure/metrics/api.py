"""The door of metrics: the catalogue, and any figure by any dimension that its facts have."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Good, Metric, TaxRule, Unit
from comptoir.measure.metrics.catalogue.dimensions import CUSTOMER_TYPES, DEVICES, TRAFFIC_CHANNELS, Dimension
from comptoir.measure.metrics.catalogue.registry import catalogue, dimension, dimensions, metric
from comptoir.measure.metrics.query import Query, parse_where
from comptoir.measure.metrics.sight import CHANGED, COMPARED, LABEL

if TYPE_CHECKING:
    import pyarrow as pa

    from comptoir.measure.metrics.baskets import Baskets
    from comptoir.measure.metrics.explain import Explanation
    from comptoir.measure.metrics.ranking import Ranking
    from comptoir.measure.metrics.result import Note, Result, Row
    from comptoir.measure.warehouse.api import Snapshot

__all__ = [
    "CHANGED",
    "COMPARED",
    "CUSTOMER_TYPES",
    "DEVICES",
    "LABEL",
    "TRAFFIC_CHANNELS",
    "Dimension",
    "Good",
    "Metric",
    "Note",
    "Query",
    "Ranking",
    "Result",
    "Row",
    "TaxRule",
    "Unit",
    "baskets",
    "build_rollups",
    "buyers",
    "buyers_by",
    "buyers_of",
    "catalogue",
    "charged_lines",
    "dimension",
    "dimensions",
    "explain",
    "forget_rollups",
    "in_columns",
    "is_prepared",
    "metric",
    "parse_where",
    "ranking",
    "returning_orders",
    "run",
    "touches",
]


def run(scope: Scope, query: Query) -> "Result":
    """The figures asked, of the latest snapshot or of the one named."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.run(scope, query)


def in_columns(scope: Scope, query: Query) -> "pa.Table":
    """The figures of `run` as floats in columns, for statistics over thousands of lines: one for each dimension and
    each metric, with `name__compare` beside it where a comparison is asked; see `metrics.columns`."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.in_columns(scope, query)


def ranking(scope: Scope, query: Query) -> "Ranking":
    """The values of the first dimension by the first metric, the largest first: thousands of them, in columns."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.ranking(scope, query)


def explain(scope: Scope, name: str, query: Query) -> "Explanation":
    """What stands behind the metric `name` as the query asks it."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.explain(scope, name, query)


def buyers(scope: Scope, until: date, snapshot: int | None = None) -> "pa.Table":
    """One row for each customer, from the orders that count up to that day, it included; see `metrics.buyers`."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.buyers(scope, until, snapshot)


def buyers_of(scope: Scope, by: str, value: str, until: date, snapshot: int | None = None) -> "pa.Array":
    """The keys, in order, of customers who ordered where the dimension has this value, up to that day."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.buyers_of(scope, by, value, until, snapshot)


def buyers_by(scope: Scope, by: str, until: date, snapshot: int | None = None) -> "pa.Table":
    """`customer_key`, `value`: which values of a dimension of items each customer bought up to that day."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.buyers_by(scope, by, until, snapshot)


def returning_orders(scope: Scope, until: date, snapshot: int | None = None) -> "pa.Table":
    """`customer_key`, `orders`: how many orders of each customer came back at least in part up to that day."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.returning_orders(scope, until, snapshot)


def charged_lines(scope: Scope, period: Period, snapshot: int | None = None) -> "pa.Table | None":
    """What one unit was charged, line by line; see `metrics.charged`."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.charged(scope, period, snapshot)


def baskets(scope: Scope, period: Period, snapshot: int | None = None) -> "Baskets":
    """Which items are bought together; see `metrics.baskets`."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.baskets(scope, period, snapshot)


def touches(scope: Scope, period: Period, snapshot: int | None = None) -> "pa.Table":
    """The visits before each order of the period, where visitors agreed to be followed; see `metrics.touches`."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.touches(scope, period, snapshot)


def build_rollups(scope: Scope, snapshot: "Snapshot") -> tuple[str, ...]:
    """Make the sums that big companies' questions are answered from; called once an import has ended.

    Only the months that the import touched are made anew. Nothing is done for a small company.
    """
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.build_rollups(scope, snapshot)


def is_prepared(scope: Scope) -> bool:
    """Whether the company has so many rows that its figures are worked out in advance."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    return service.is_prepared(scope)


def forget_rollups(scope: Scope) -> None:
    """Remove what was worked out of the company's facts; called once a customer is erased from them."""
    from comptoir.measure.metrics import service  # noqa: PLC0415 - heavy library, kept out of start-up

    service.forget_rollups(scope)
