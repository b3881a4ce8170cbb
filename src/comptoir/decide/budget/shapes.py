"""The account as it is handed about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.decide.budget.engine.lines import Line
from comptoir.decide.budget.engine.outlook import Method
from comptoir.decide.budget.spans import Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the account; costs are positive amounts that are subtracted."""

    line: Line
    actual: Decimal | None
    budget: Decimal | None
    landing: Decimal | None
    low80: Decimal | None
    high80: Decimal | None
    before: Decimal | None
    """The same months of last year, whole."""
    method: Method
    is_partial: bool = False

    @property
    def gap(self) -> Decimal | None:
        """Where it lands less its budget."""
        return None if self.landing is None or self.budget is None else self.landing - self.budget

    @property
    def gap_share(self) -> Decimal | None:
        gap = self.gap
        return gap / abs(self.budget) if gap is not None and self.budget else None

    @property
    def evolution(self) -> Decimal | None:
        """Where it lands against last year."""
        if self.landing is None or not self.before:
            return None
        return (self.landing - self.before) / abs(self.before)

    @property
    def is_empty(self) -> bool:
        return not any((self.actual, self.budget, self.landing, self.before))


@dataclass(frozen=True, slots=True)
class Account:
    span: Span
    currency: str
    snapshot: int | None
    last: date | None
    """The last day counted; none before the first import."""
    is_over: bool
    rows: tuple[Row, ...]
    budgeted: int
    """Months of the span for which anything is budgeted."""
    notes: tuple[Any, ...] = ()
    """What is known of the costs, in sentences."""
    no_landing: Any = ""
    """Why there is no landing."""

    def row(self, line: Line) -> Row:
        return next(one for one in self.rows if one.line is line)

    @property
    def shown(self) -> tuple[Row, ...]:
        """Without the lines of which nothing is known or said."""
        return tuple(one for one in self.rows if not one.is_empty)
