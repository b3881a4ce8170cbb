"""Enough of a file to preview it within about a second: the whole, or where it is long its beginning."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from comptoir.connectors.files.api import FileShape, Kind, Packing, recognise, unpacked

WHOLE_BYTES = 24 * 2**20
"""Texts up to this size are previewed whole; packed files are taken for eight times their size."""
HEAD_BYTES = 2**20
HEAD_ROWS = 10_000
_PACKED = 8


@dataclass(frozen=True, slots=True)
class Sample:
    path: Path
    """What the preview reads."""
    shape: FileShape
    """Of the file itself."""
    is_whole: bool


@contextmanager
def sampled(path: Path) -> Iterator[Sample]:
    """A sample of the file. InputError where it cannot be read as a table."""
    shape = recognise(path)
    if _is_quick(path, shape):
        yield Sample(path, shape, is_whole=True)
        return
    with tempfile.TemporaryDirectory(prefix="comptoir-preview-") as folder:
        head = Path(folder) / f"head.{shape.kind}"
        if shape.kind is Kind.PARQUET:
            _first_rows(path, head)
        else:
            _first_lines(path, shape, head)
        yield Sample(head, shape, is_whole=False)


def _is_quick(path: Path, shape: FileShape) -> bool:
    if shape.kind is Kind.EXCEL:
        return True  # a workbook opens whole or not at all, and holds a million rows at most
    is_packed = shape.kind is Kind.PARQUET or shape.compression is not Packing.NONE
    return path.stat().st_size * (_PACKED if is_packed else 1) <= WHOLE_BYTES


def _first_lines(path: Path, shape: FileShape, head: Path) -> None:
    """Up to the last end of line within the bounds; the bytes stay in the file's encoding."""
    parts, size = [], 0
    with unpacked(path, shape.compression) as chunks:
        for chunk in chunks:
            parts.append(chunk)
            size += len(chunk)
            if size >= HEAD_BYTES:
                break
    data = b"".join(parts)
    end = "\n".encode("utf-16-le" if shape.encoding.startswith("utf-16") else "ascii")
    head.write_bytes(data[: data.rfind(end) + len(end)])


def _first_rows(path: Path, head: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy library, kept out of start-up

    rows = next(pq.ParquetFile(path).iter_batches(batch_size=HEAD_ROWS))
    with pq.ParquetWriter(head, rows.schema) as writer:
        writer.write_batch(rows)
