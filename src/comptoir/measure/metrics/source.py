"""Where facts are read: the little that the engine needs of a store."""

from collections.abc import Callable, Hashable, Set
from datetime import datetime
from typing import Any, Protocol

import pyarrow as pa
from ibis.expr import types as ir

from comptoir.core.periods import Period
from comptoir.measure.metrics.inputs import Needs
from comptoir.measure.metrics.keeping import Layout, Make


class FactSource(Protocol):
    """One state of one company's facts."""

    @property
    def number(self) -> int | None:
        """The snapshot; none before the first import."""

    @property
    def refreshed_at(self) -> datetime | None: ...

    def has(self, name: str) -> bool:
        """Whether any row of the entity is loaded."""

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        """The entity's rows, typed; empty when there are none."""

    def kept(self, name: str, make: Make, needs: Needs, layout: Layout) -> ir.Table | None:
        """What `make` gives, stored under the name for this state of the facts; None if not worth it."""

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Run the expression, exactly: DECIMAL as Decimal, dates as date."""

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The same in columns."""

    def arrow_over(self, period: Period, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        """The same for an expression with slots for its period, whose compiled text is kept under `key`."""
