"""Excel workbooks and Parquet files: columns, first rows, the whole. Heavy: not for start-up."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files.dialect import MOST_COLUMNS, SAMPLE_ROWS, named
from comptoir.connectors.files.packing import Kind
from comptoir.core.errors import InputError

_BATCH = 2_000
_HEADER_WITHIN = 30
"""The header of a sheet is looked for in its first rows: titles may stand above it."""


def first_rows(path: Path, kind: Kind) -> dict[str, Any]:
    """headers, rows, and for a workbook its sheet and what stands above the header."""
    return _of_parquet(path) if kind is Kind.PARQUET else _of_workbook(path)


def _of_parquet(path: Path) -> dict[str, Any]:
    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        _check_width(len(names))
        batch = next(file.iter_batches(batch_size=SAMPLE_ROWS), None) if file.metadata.num_rows else None
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            _("The Parquet file is damaged or cut short."), advice=_("Export it again.")
        ) from error
    rows = [] if batch is None else batch.to_pylist()
    # By position: the file may name two columns alike.
    texts = tuple(tuple("" if cell is None else str(cell) for cell in row.values()) for row in rows)
    return {"headers": named(names), "rows": texts}


def rows_as_json(path: Path) -> Iterator[str]:
    """Each row of a Parquet file as a line of JSON, a few at a time."""
    try:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                yield json.dumps(row, default=str)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            _("The Parquet file is damaged or cut short."), advice=_("Export it again.")
        ) from error


def _of_workbook(path: Path) -> dict[str, Any]:
    table, sheet = _sheet(path, rows=SAMPLE_ROWS + _HEADER_WITHIN)
    rows = [[cell or "" for cell in row.values()] for row in _by_position(table).to_pylist()]
    at = _header_row(rows)
    header = rows[at] if rows else []
    while header and not header[-1].strip():
        header = header[:-1]
    if not header:
        raise InputError(_("The workbook has no rows."), advice=_("Export it again, with a header."))
    _check_width(len(header))
    body = tuple(tuple(row[: len(header)]) for row in rows[at + 1 : at + 1 + SAMPLE_ROWS])
    return {"headers": named(header), "rows": body, "sheet": sheet, "skipped": at}


def workbook_rows(path: Path, sheet: str, width: int, skipped: int) -> pa.Table:
    """The rows below the header as texts: numbers with a point, dates as ISO."""
    table, _name = _sheet(path, sheet=sheet)
    whole = _by_position(table).slice(skipped + 1)
    empty = pa.array([None] * whole.num_rows, pa.string())
    columns = [
        whole.column(item).cast(pa.string()) if item < whole.num_columns else empty for item in range(width)
    ]
    return pa.table(columns, names=[f"c{item}" for item in range(width)])


def _sheet(path: Path, sheet: str = "", rows: int | None = None) -> tuple[pa.RecordBatch, str]:
    """The sheet named, else the first that has rows."""
    try:
        book = fastexcel.read_excel(path)
        for name in [sheet] if sheet else book.sheet_names:
            loaded = book.load_sheet(name, header_row=None, dtypes="string", n_rows=rows)
            if loaded.total_height or sheet:
                return loaded.to_arrow(), name
    except (fastexcel.FastExcelError, OSError, ValueError) as error:
        raise InputError(
            _("The workbook cannot be read: it is damaged or locked by a password."),
            advice=_("Save it again as .xlsx, without a password."),
        ) from error
    raise InputError(_("The workbook has no rows."), advice=_("Export it again, with a header."))


def _by_position(batch: pa.RecordBatch) -> pa.Table:
    table = pa.Table.from_batches([batch])
    return table.rename_columns([f"c{item}" for item in range(table.num_columns)])


def _header_row(rows: list[list[str]]) -> int:
    """The first row that fills as many cells as any of those that follow: titles above fill fewer."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_HEADER_WITHIN]]
    most = max(filled, default=0)
    return next((at for at, count in enumerate(filled) if count >= max(1, most - most // 4)), 0)


def _check_width(width: int) -> None:
    if width > MOST_COLUMNS:
        raise InputError(
            _("The file has %(count)s columns.") % {"count": width},
            _("At most %(most)s columns can be read.") % {"most": MOST_COLUMNS},
            _("Export only the columns that are needed."),
        )
