"""A reader for files that the quick one refuses: too few or too many cells, stray quotes, NUL bytes.

Each record is judged alone, so that one bad line costs one row, not the rest of the file.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from comptoir.connectors.files.columns import column
from comptoir.connectors.files.shape import FileShape

BATCH_CELLS = 200_000
BATCH_LETTERS = 2**23
"""What is held at once: rows of two thousand columns, or of long texts, are written sooner."""
LONGEST_RECORD = 200
"""Lines that one record may span. A quote left open would swallow all that follows."""
LONGEST_LINE = 2**21
"""Letters that one record may have. A file without a line break would be read whole."""
_LONGEST_CELL = 2**20


def rewrite(plain: Path, target: Path, shape: FileShape) -> Path:
    """Write the file's rows as Parquet: texts, and `malformed` for what does not fit the header."""
    csv.field_size_limit(_LONGEST_CELL)
    width = len(shape.headers)
    fields = [pa.field(column(at), pa.string()) for at in range(width)]
    schema = pa.schema([*fields, pa.field("malformed", pa.bool_())])
    with plain.open(encoding="utf-8-sig", newline="") as file, pq.ParquetWriter(target, schema) as writer:
        records = _records(_lines(file), shape.delimiter, width, shape.skipped)
        next(records, None)
        rows: list[list[str | None]] = []
        flags: list[bool] = []
        letters = 0
        for cells, is_sound in records:
            rows.append(_fitted(cells, width))
            flags.append(not is_sound)
            letters += sum(map(len, cells))
            if len(rows) * width >= BATCH_CELLS or letters >= BATCH_LETTERS:
                writer.write(_batch(rows, flags, schema))
                rows, flags, letters = [], [], 0
        writer.write(_batch(rows, flags, schema))
    return target


def _batch(rows: list[list[str | None]], flags: list[bool], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ([] for _ in range(len(schema) - 1))
    arrays = [pa.array(values, pa.string()) for values in columns]
    return pa.record_batch([*arrays, pa.array(flags, pa.bool_())], schema=schema)


def _fitted(cells: list[str], width: int) -> list[str | None]:
    """As many cells as the header; what is over stays in the last, so that the rejected row shows it."""
    if len(cells) > width:
        cells = [*cells[: width - 1], " ".join(cells[width - 1 :])]
    return [cell.replace("\x00", "") or None for cell in cells] + [None] * (width - len(cells))


def _lines(file: TextIO) -> Iterator[str]:
    """The lines; of one that is longer than any record, its beginning."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while len(line) == LONGEST_LINE and not line.endswith("\n"):
            line = file.readline(LONGEST_LINE)


def _records(
    lines: Iterator[str], delimiter: str, width: int, skipped: int
) -> Iterator[tuple[list[str], bool]]:
    for _ in range(skipped):
        next(lines, None)
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if not line.strip("\r\n"):
            continue
        cells, used = _whole(line, waiting, lines, delimiter, width)
        if cells is not None:
            del waiting[:used]
            yield cells, True
            continue
        alone = _split(line, delimiter)
        is_sound = alone is not None and _fits(alone, width) and _is_text(line)
        yield alone or line.rstrip("\r\n").split(delimiter), is_sound


def _whole(
    line: str, waiting: list[str], lines: Iterator[str], delimiter: str, width: int
) -> tuple[list[str] | None, int]:
    """The cells of the record that begins with `line`, and how many waiting lines it takes; None if it fits
    nothing."""
    text, used = line, 0
    while _is_open(text):
        if used == len(waiting):
            following = next(lines, None) if used < LONGEST_RECORD else None
            if following is None:
                return None, 0
            waiting.append(following)
        text += waiting[used]
        used += 1
        if used >= LONGEST_RECORD or len(text) >= LONGEST_LINE:
            return None, 0
    if not _is_text(text):
        return None, 0
    cells = _split(text, delimiter)
    if cells is None or not _fits(cells, width):
        return None, 0
    return cells[:width], used


def _is_text(record: str) -> bool:
    return "\x00" not in record and len(record) < LONGEST_LINE


def _fits(cells: list[str], width: int) -> bool:
    """As many cells as the header, or more that are all empty: a separator too many at the end of a line."""
    return len(cells) >= width and not any(cell.strip() for cell in cells[width:])


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1


def _split(text: str, delimiter: str) -> list[str] | None:
    try:
        records = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None
