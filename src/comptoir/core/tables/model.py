"""A table of figures: what a page shows and what an export writes, from one value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    """A count: no decimals unless it has some."""
    MONEY = "money"
    PERCENT = "percent"
    """A ratio: 0.25 is 25 %."""
    CHANGE = "change"
    """A ratio that moved: 0.25 is +25 %."""
    DATE = "date"
    INSTANT = "instant"

    @property
    def is_figure(self) -> bool:
        return self in {CellKind.NUMBER, CellKind.MONEY, CellKind.PERCENT, CellKind.CHANGE}


type Cell = str | int | Decimal | date | datetime | None
type Line = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class TableColumn:
    name: str
    label: Any
    """May be lazily translated."""
    kind: CellKind = CellKind.TEXT
    currency: str = ""
    """ISO 4217 code; only for money."""
    is_deducted: bool = False
    """A positive amount that is subtracted: pages print it with a minus, exports keep it as it is."""
    is_whole: bool = False
    """Money whose cents do not matter to who reads the page; exports keep them."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and lines. `total`, where there is one, stands at the top and is never sorted away."""

    columns: Sequence[TableColumn]
    rows: Sequence[Line]
    total: Line | None = None
    title: Any = ""
    strong: Collection[str] = ()
    """Lines, by the text of their first column, that are sums of others: printed as such."""

    def sorted_by(self, name: str, *, descending: bool) -> "Table":
        """The same lines in another order, missing values last; an unknown column changes nothing."""
        if name not in {column.name for column in self.columns}:
            return self
        known = [row for row in self.rows if row.get(name) is not None]
        missing = [row for row in self.rows if row.get(name) is None]
        known.sort(key=lambda row: _sort_key(row[name]), reverse=descending)
        return replace(self, rows=[*known, *missing])

    def matching(self, words: str) -> "Table":
        """The lines of which some text contains `words`, capitals ignored."""
        wanted = words.strip().casefold()
        if not wanted:
            return self
        texts = [column.name for column in self.columns if column.kind is CellKind.TEXT]
        rows = [
            row for row in self.rows if any(wanted in str(row.get(name) or "").casefold() for name in texts)
        ]
        return replace(self, rows=rows)


def _sort_key(value: Cell) -> Any:
    return value.casefold() if isinstance(value, str) else value
