"""Of a kept table that has a file for each month, views over the months of a question alone.

The engine plans with every file that a view names: with three years of them that takes as long as adding up a month.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ibis.expr import types as ir
from ibis.util import gen_name

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
    _views: OrderedDict[Months, str] = field(default_factory=OrderedDict)
    """Their names."""

    @classmethod
    def of(cls, connection: Any, folder: Path) -> "MonthViews":
        return cls(connection, folder, view_over(connection, month_files(folder)))

    def narrowed(self, sql: str, period: Period) -> str:
        """The statement over the months of its period, where it reads this table."""
        whole = self.whole.get_name()
        return sql.replace(f'"{whole}"', f'"{self._view(tuple(period.months))}"') if whole in sql else sql

    def _view(self, months: Months) -> str:
        if months not in self._views:
            files = month_files(self.folder, frozenset(months))
            if not files:
                return str(self.whole.get_name())
            self._views[months] = self._named(files)
            while len(self._views) > MOST_VIEWS:
                self._drop(self._views.popitem(last=False)[1])
        self._views.move_to_end(months)
        return self._views[months]

    def _named(self, files: list[Path]) -> str:
        """By the engine itself: describing columns that are known takes the library four times as long."""
        name: str = gen_name("months")
        relation = self.connection.con.read_parquet([str(file) for file in files], hive_partitioning=True)
        relation.create_view(name)
        return name

    def close(self) -> None:
        while self._views:
            self._drop(self._views.popitem()[1])
        self._drop(self.whole.get_name())

    def _drop(self, name: str) -> None:
        self.connection.drop_view(name, force=True)
