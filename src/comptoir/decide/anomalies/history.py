"""The daily figures that are watched, up to an evening and no further. Heavy: not for start-up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period
from comptoir.decide.anomalies.watched import GROUPS, LARGEST, LEADS, Group, Source
from comptoir.measure.metrics.api import Query, metric, run

type Floats = NDArray[np.float64]

LONGEST = 3 * 366
"""Days that are learnt from."""
USUAL_DAYS = 91
"""What a part is worth is read over a quarter."""


@dataclass(frozen=True, slots=True)
class Key:
    metric: str
    dimension: str = ""
    value: str = ""


class History:
    """One company as it was known on the evening of `day`."""

    def __init__(self, scope: Scope, day: date, snapshot: int | None) -> None:
        self.scope, self.day, self.snapshot = scope, day, snapshot
        self.period = Period(day - timedelta(days=LONGEST), day)

    @cached_property
    def series(self) -> Mapping[Key, Floats]:
        """A figure for each day of the period, nan where it is not loaded; the largest parts of each dimension."""
        return dict(self._every())

    def source(self, key: Key) -> Source:
        return next(group.source for group in GROUPS if key.metric in group.metrics)

    def loaded(self, source: Source) -> NDArray[np.bool_]:
        """Of each day, whether the source tells of it."""
        lead = self.series.get(Key(LEADS[source]))
        return np.zeros(self.period.days, bool) if lead is None else ~np.isnan(lead)

    def usual(self, key: Key) -> float:
        """A day of the last quarter; nan where it is not known."""
        values = self.series.get(key, np.full(1, np.nan))[-USUAL_DAYS:]
        return float(np.nanmean(values)) if np.any(~np.isnan(values)) else float("nan")

    def _every(self) -> Iterator[tuple[Key, Floats]]:
        whole: dict[Source, NDArray[np.bool_]] = {}
        for group in GROUPS:
            if group.by and not np.any(whole.get(group.source, False)):
                continue
            found = self._asked(group)
            if not group.by:
                lead = found.get(Key(LEADS[group.source]))
                whole[group.source] = np.zeros(self.period.days, bool) if lead is None else ~np.isnan(lead)
            for key in self._largest(group, found):
                values = found[key]
                if group.by and metric(key.metric).is_additive:
                    # A part without a row on a day that is loaded had nothing.
                    values = np.where(np.isnan(values) & whole[group.source], 0.0, values)
                yield key, np.where(whole[group.source], values, np.nan)

    def _asked(self, group: Group) -> dict[Key, Floats]:
        query = Query(
            group.metrics,
            by=group.by,
            grain=Grain.DAY,
            period=self.period,
            tax="excluded",
            snapshot=self.snapshot,
        )
        result = run(self.scope, query)
        last = self._last_whole_day(result.refreshed_at)
        found: dict[Key, Floats] = {}
        for row in result.rows:
            part = row.dimensions[group.by[0]] if group.by else ""
            if part is None or (group.by and not part) or row.period > last:
                continue
            for name in group.metrics:
                value = row.values.get(name)
                if value is not None:
                    key = Key(name, group.by[0] if group.by else "", part)
                    told = found.setdefault(key, np.full(self.period.days, np.nan))
                    told[(row.period - self.period.start).days] = float(value)
        return found

    def _last_whole_day(self, refreshed_at: datetime | None) -> date:
        """What was loaded before a day had ended does not tell that day."""
        if refreshed_at is None:
            return self.day
        return min(self.day, refreshed_at.astimezone(self.scope.zone).date() - timedelta(days=1))

    def _largest(self, group: Group, found: Mapping[Key, Floats]) -> list[Key]:
        """By the first metric of the group, over the last quarter."""
        if not group.by:
            return list(found)
        sizes = {
            key.value: float(np.nansum(values[-USUAL_DAYS:]))
            for key, values in found.items()
            if key.metric == group.metrics[0]
        }
        parts = set(sorted(sizes, key=lambda name: (-sizes[name], name))[:LARGEST])
        return [key for key in found if key.value in parts]
