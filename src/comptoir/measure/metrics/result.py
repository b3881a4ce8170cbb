"""The last stage: rows with their definitions, and the shape in which they leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from comptoir.core.money import quantise
from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Metric, Text, Unit
from comptoir.measure.metrics.figures import Value

RATIO_PLACES = 6


@dataclass(frozen=True, slots=True)
class Row:
    period: date
    """First day of the bucket; of the period asked, for a total."""
    dimensions: Mapping[str, str | None]
    values: Mapping[str, Value]
    compared: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know beside the figures."""

    code: str
    text: Text
    metrics: tuple[str, ...] = ()
    """Those concerned; all when empty."""


@dataclass(frozen=True, slots=True)
class Result:
    company: str
    currency: str | None
    """None when the rows are each in a currency of their own."""
    timezone: str
    tax: str
    snapshot: int | None
    refreshed_at: datetime | None
    period: Period
    compared: Period | None
    """The period compared with."""
    rows: tuple[Row, ...]
    metrics: tuple[Metric, ...]
    unavailable: Mapping[str, Text]
    notes: tuple[Note, ...] = ()
    found: int = 0
    """How many rows there are; more than `rows` holds where only a part was asked."""
    whole: Row | None = None
    """All rows as one, those out of sight included; only where the query asks for it."""

    @property
    def total(self) -> Row:
        """The whole, or the one row of a question without dimension and grain; blank while nothing is loaded."""
        first = self.rows[0] if self.rows else Row(self.period.start, {}, {}, {})
        return self.whole or first

    @property
    def definitions(self) -> dict[str, dict[str, Any]]:
        """What stands beside each figure, in the language of the moment."""
        return {metric.name: self._definition(metric) for metric in self.metrics}

    def _definition(self, metric: Metric) -> dict[str, Any]:
        reason = self.unavailable.get(metric.name)
        notes = [str(note.text) for note in self.notes if not note.metrics or metric.name in note.metrics]
        return {
            "label": str(metric.label),
            "formula": str(metric.words),
            "unit": metric.unit.value,
            "good": metric.good.value,
            "tax": self.tax if metric.tax == "asked" else metric.tax.value,
            "empty": metric.empty.value,
            "sources": [source.value for source in metric.sources],
            "origin": str(metric.origin) or None,
            "notes": ([str(metric.notes)] if metric.notes else []) + notes,
            "unavailable": str(reason) if reason else None,
        }

    def to_json(self) -> dict[str, Any]:
        """The shape that commands and the API answer."""
        return {
            "company": self.company,
            "currency": self.currency,
            "timezone": self.timezone,
            "snapshot": self.snapshot,
            "rows": [self._row(row) for row in self.rows],
            **({"found": self.found} if self.found > len(self.rows) else {}),
            "definitions": self.definitions,
        }

    def _row(self, row: Row) -> dict[str, Any]:
        written: dict[str, Any] = {"period": row.period.isoformat(), **row.dimensions}
        for metric in self.metrics:
            written[metric.name] = to_text(metric, row.values.get(metric.name))
            if self.compared is not None:
                written[f"{metric.name}__compare"] = to_text(metric, row.compared.get(metric.name))
        return written


def to_text(metric: Metric, value: Value) -> str | int | None:
    """Money with two decimals, ratios with six, counts as integers, unknown as null."""
    if value is None:
        return None
    if metric.unit is Unit.MONEY:
        return str(quantise(Decimal(value)))
    if metric.unit is Unit.COUNT:
        return value if isinstance(value, int) else str(value.normalize())
    return str(quantise(Decimal(value), RATIO_PLACES))
