"""Where facts are read: the little that the engine needs of a store."""

from collections.abc import Set
from datetime import datetime
from typing import Any, Protocol

from ibis.expr import types as ir


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

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Run the expression, exactly: DECIMAL as Decimal, dates as date."""
