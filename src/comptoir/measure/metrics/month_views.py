"""Of a kept table that has a file for each month, views over the months of a question alone.

The engine plans with every file that a view names: with three years of them that takes as long as adding up a month.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from comptoir.core.periods import Period
from comptoir.measure.metrics.keeping import month_files
from comptoir.measure.warehouse.api import SnapshotReader, View

MOST_VIEWS = 64
"""Runs of months that a connection keeps a view of."""

type Months = tuple[str, ...]


@dataclass(slots=True)
class MonthViews:
    reader: SnapshotReader
    folder: Path
    whole: View
    """All months: what statements are compiled over."""
    _views: OrderedDict[Months, str] = field(default_factory=OrderedDict)
    """Their names."""

    @classmethod
    def of(cls, reader: SnapshotReader, folder: Path) -> Self:
        return cls(reader, folder, reader.kept(folder.name, month_files(folder), is_by_month=True))

    def narrowed(self, sql: str, period: Period) -> str:
        """The statement over the months of its period, where it reads this table."""
        whole = self.whole.name
        return sql.replace(f'"{whole}"', f'"{self._view(tuple(period.months))}"') if whole in sql else sql

    def _view(self, months: Months) -> str:
        if months not in self._views:
            files = month_files(self.folder, frozenset(months))
            if not files:
                return self.whole.name
            self._views[months] = self.reader.kept(self.folder.name, files, is_by_month=True).name
            while len(self._views) > MOST_VIEWS:
                self.reader.drop_kept(self._views.popitem(last=False)[1])
        self._views.move_to_end(months)
        return self._views[months]

    def close(self) -> None:
        while self._views:
            self.reader.drop_kept(self._views.popitem()[1])
        self.reader.drop_kept(self.whole.name)
