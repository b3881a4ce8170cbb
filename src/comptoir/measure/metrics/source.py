"""Where facts are read: the little that the engine needs of a store."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from comptoir.core.periods import Period
from comptoir.measure.choices.api import Choices
from comptoir.measure.costs.api import Rules
from comptoir.measure.metrics.inputs import Needs
from comptoir.measure.metrics.keeping import Layout, Make
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir


class FactSource(Protocol):
    """One state of one company's facts."""

    @property
    def number(self) -> int | None:
        """The snapshot; none before the first import."""

    @property
    def refreshed_at(self) -> datetime | None: ...

    @property
    def rules(self) -> Rules:
        """The company's cost rules: no fact, they may change while the snapshot stays."""

    @property
    def choices(self) -> Choices:
        """What the company has chosen of how its figures are read: no fact either."""

    def has(self, name: str) -> bool:
        """Whether any row of the entity is loaded."""

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        """The entity's rows, typed; empty when there are none."""

    def kept(self, name: str, make: Make, needs: Needs, layout: Layout) -> View | None:
        """What `make` gives, stored under the name for this state of the facts; None if not worth it."""

    def held(self, name: str, make: Make, needs: Needs) -> View:
        """The same, in memory where it is not worth storing: for what several statements read, and which would take
        longer to compile in each of them than to work out once."""

    def lent(self, name: str, rows: pa.Table) -> AbstractContextManager[View]:
        """Rows worked out before, as a table of that name for the statements of the block."""

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Run the expression, exactly: DECIMAL as Decimal, dates as date."""

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The same in columns."""

    def arrow_of(self, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        """The same of an expression that is compiled once.

        All that it holds is told by `key` and by what this source is asked for while it is made: its text serves
        other states of the facts, and those of other companies.
        """

    def arrow_over(self, period: Period, key: Hashable, make: Callable[[], ir.Table]) -> pa.Table:
        """The same of one with slots for its period, which the key leaves out."""
