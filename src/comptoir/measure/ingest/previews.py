"""What a file looks like, and what a mapping would make of it. Nothing is stored."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comptoir.connectors.files.api import FileShape, Mapping, stage
from comptoir.connectors.files.rules import How
from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import Table
from comptoir.measure.ingest import preview_tables
from comptoir.measure.ingest.editor import MOST_STATUSES, folded
from comptoir.measure.ingest.rejects import Reason

ROWS = 20
WHOLE_BYTES = 8 * 2**20
"""Larger files are previewed by their first rows: a page must answer in about a second."""
HEAD_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Peek:
    """The first rows of a file as they stand, and what was recognised of it."""

    shape: FileShape
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_whole: bool
    """The preview reads the whole file."""


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

    @property
    def rows_good(self) -> int:
        return self.rows_read - self.rows_rejected - self.rows_repeated


@contextmanager
def _opened(path: Path, shape: FileShape) -> Iterator[tuple[Any, Any]]:
    """(engine, source) of the file's rows, read lazily."""
    from comptoir.connectors.files import reading  # noqa: PLC0415 - heavy library, kept out of start-up
    from comptoir.connectors.files.workspace import Workspace  # noqa: PLC0415 - heavy

    workspace = Workspace()
    try:
        yield workspace, reading.read(workspace, shape)
    finally:
        workspace.close()


def peek(path: Path, shape: FileShape) -> Peek:
    """The first rows. InputError where the file cannot be read at all."""
    with _opened(path, shape) as (_workspace, source):
        table = source.table.limit(ROWS).select(*source.cells()).to_pyarrow()
        rows = tuple(tuple(_written(cell) for cell in row.values()) for row in table.to_pylist())
        return Peek(shape, tuple(source.headers), rows, path.stat().st_size <= WHOLE_BYTES)


def words(path: Path, seen: Peek, mapping: Mapping, field: str) -> tuple[str, ...]:
    """The different texts of a field in the file, the most frequent first: statuses to be said."""
    positions = _positions(seen.headers, mapping, field)
    if not positions:
        return ()
    with _opened(path, seen.shape) as (_workspace, source):
        rows = source.table if seen.is_whole else source.table.limit(HEAD_ROWS)
        cell = list(source.cells())[positions[0]].cast("string").strip()
        found = rows.select(word=cell).filter(lambda row: row.word != "")
        counted = found.group_by("word").aggregate(count=found.count())
        top = counted.order_by([counted["count"].desc(), counted.word]).limit(MOST_STATUSES).to_pyarrow()
        return tuple(top["word"].to_pylist())


def preview(scope: Scope, path: Path, seen: Peek, mapping: Mapping) -> Preview:
    """What the mapping makes of the file. InputError where the file does not fit it."""
    with _sample(path, seen) as sample, stage(sample, mapping, scope.currency, scope.zone) as staged:
        first = _first_units(seen, mapping)
        return Preview(
            lines=preview_tables.products(staged)
            if "order_line" not in staged.tables
            else preview_tables.lines(staged, first),
            rejected=preview_tables.rejected(staged),
            reasons=preview_tables.reasons(staged),
            rows_read=staged.rows_read,
            rows_rejected=staged.rows_rejected,
            rows_repeated=staged.rows_repeated,
            orders=preview_tables.orders(staged),
            days=preview_tables.days(staged),
            is_whole=seen.is_whole,
        )


@contextmanager
def _sample(path: Path, seen: Peek) -> Iterator[Path]:
    """The file, or where it is long its first rows as a file of their own."""
    if seen.is_whole:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="comptoir-preview-") as folder:
        sample = Path(folder) / "head.parquet"
        with _opened(path, seen.shape) as (workspace, source):
            named = dict(zip(source.headers, source.cells(), strict=True))
            workspace.connection.to_parquet(source.table.limit(HEAD_ROWS).select(**named), sample)
        yield sample


def _positions(headers: Sequence[str], mapping: Mapping, field: str) -> list[int]:
    ref = mapping.columns.get(field)
    if ref is None or ref.how is How.VALUE:
        return []
    known = {folded(header): position for position, header in reversed(list(enumerate(headers)))}
    return [known[folded(name)] for name in ref.names if folded(name) in known]


def _first_units(seen: Peek, mapping: Mapping) -> list[str]:
    """The documents of the first rows, in their order."""
    positions = _positions(seen.headers, mapping, "order_id")
    return list(dict.fromkeys(row[positions[0]].strip() for row in seen.rows)) if positions else []


def _written(cell: object) -> str:
    return "" if cell is None else str(cell)
