"""Of a kept table that has a file for each month, views over the months of a question alone.

The engine plans with every file that a view names: with three years of them that takes as long as adding up a month.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ibis.expr import types as ir

from comptoir.core.periods import Period
from comptoir.measure.metrics.keeping import month_files

MOST_VIEWS = 64
"""Runs of months that a connection keeps a view of."""

type Months = tuple[str, ...]


def view_over(connection: Any, files: list[Path]) -> ir.Table:
    table: ir.Table = connection.read_parquet(files, hive_partitioning=True, hive_types_autocast=False)
    return table


@dataclass(slots=True)
class MonthViews:
    connection: Any
    folder: Path
    whole: ir.Table
    """All months: what statements are compiled over."""
    _views: OrderedDict[Months, ir.Table] = field(default_factory=OrderedDict)

    @classmethod
    def of(cls, connection: Any, folder: Path) -> "MonthViews":
        return cls(connection, folder, view_over(connection, month_files(folder)))

    def narrowed(self, sql: str, period: Period) -> str:
        """The statement over the months of its period, where it reads this table."""
        whole = _quoted(self.whole)
        return sql.replace(whole, _quoted(self._view(tuple(period.months)))) if whole in sql else sql

    def _view(self, months: Months) -> ir.Table:
        if months not in self._views:
            files = month_files(self.folder, frozenset(months))
            if not files:
                return self.whole
            self._views[months] = view_over(self.connection, files)
            while len(self._views) > MOST_VIEWS:
                self._drop(self._views.popitem(last=False)[1])
        self._views.move_to_end(months)
        return self._views[months]

    def close(self) -> None:
        while self._views:
            self._drop(self._views.popitem()[1])
        self._drop(self.whole)

    def _drop(self, table: ir.Table) -> None:
        self.connection.drop_view(table.get_name(), force=True)


def _quoted(table: ir.Table) -> str:
    return f'"{table.get_name()}"'
