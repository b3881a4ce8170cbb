"""What a file looks like, and what a mapping would make of it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.connectors.files import api as files
from comptoir.connectors.files.api import FileShape, How, Mapping, stage
from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import Table
from comptoir.measure.channels.api import channels_of
from comptoir.measure.ingest import preview_tables
from comptoir.measure.ingest.editor import MOST_STATUSES, folded
from comptoir.measure.ingest.rejects import Reason
from comptoir.measure.ingest.sampling import Sample

ROWS = 20
"""Rows shown as they stand in the file."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be loaded. Counts are of the whole file where `is_whole`, else of its first rows."""

    lines: Table
    rejected: Table | None
    reasons: tuple[Reason, ...]
    rows_read: int
    rows_rejected: int
    rows_repeated: int
    orders: int
    days: str
    is_whole: bool
    notes: tuple[str, ...]

    @property
    def rows_good(self) -> int:
        return self.rows_read - self.rows_rejected - self.rows_repeated


def words(sample: Sample, mapping: Mapping, field: str) -> tuple[str, ...]:
    """The different texts of a field, the most frequent first: statuses to be said."""
    positions = _positions(sample.shape.headers, mapping, field)
    return files.words(sample.path, positions[0], MOST_STATUSES) if positions else ()


def preview(scope: Scope, sample: Sample, mapping: Mapping) -> Preview:
    """What the mapping makes of the file. InputError where the file does not fit it."""
    with stage(sample.path, mapping, scope.currency, scope.zone, channels_of(scope)) as staged:
        first = _first_units(sample.shape, mapping)
        holds_orders = "order_line" in staged.tables
        return Preview(
            lines=preview_tables.lines(staged, first) if holds_orders else preview_tables.products(staged),
            rejected=preview_tables.rejected(staged),
            reasons=preview_tables.reasons(staged),
            rows_read=staged.rows_read,
            rows_rejected=staged.rows_rejected,
            rows_repeated=staged.rows_repeated,
            orders=preview_tables.orders(staged),
            days=preview_tables.days(staged),
            is_whole=sample.is_whole,
            notes=tuple(str(note) for note in staged.notes),
        )


def _positions(headers: Sequence[str], mapping: Mapping, field: str) -> list[int]:
    ref = mapping.columns.get(field)
    if ref is None or ref.how is How.VALUE:
        return []
    known = {folded(header): position for position, header in reversed(list(enumerate(headers)))}
    return [known[folded(name)] for name in ref.names if folded(name) in known]


def _first_units(shape: FileShape, mapping: Mapping) -> list[str]:
    """The documents of the first rows, in their order."""
    positions = _positions(shape.headers, mapping, "order_id")
    rows = shape.rows[:ROWS]
    return list(dict.fromkeys(row[positions[0]].strip() for row in rows if row)) if positions else []
