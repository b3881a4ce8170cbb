"""A table of texts, and the file that it becomes, byte for byte the same each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import joined

type Column = pa.Array | str
"""A text stands for the same text on every row."""


@dataclass(frozen=True)
class Block:
    """Columns that stand side by side."""

    columns: Mapping[str, Column]
    places: pa.Array | None = None
    """Of which of the block's rows each row of the sheet is; where it is null the row is blank."""

    def rows(self, delimiter: str) -> pa.Array:
        text = pc.binary_join_element_wise(
            *self._arrays(), delimiter, null_handling="replace", null_replacement=""
        )
        if self.places is None:
            return text
        text = text.take(self.places)
        return text.fill_null(delimiter * (len(self.columns) - 1)) if text.null_count else text

    def _arrays(self) -> list[pa.Array | str]:
        """One array at least, so that the engine knows how many rows there are."""
        values = list(self.columns.values())
        size = next(len(value) for value in values if not isinstance(value, str))
        if isinstance(values[0], str):
            values[0] = pa.repeat(pa.scalar(values[0], pa.string()), size)
        return values


@dataclass(frozen=True)
class Sheet:
    headers: tuple[str, ...]
    rows: pa.Array
    delimiter: str = ","

    @classmethod
    def of(cls, *blocks: Block, delimiter: str = ",") -> "Sheet":
        headers = tuple(name for block in blocks for name in block.columns)
        texts = [block.rows(delimiter) for block in blocks]
        rows = texts[0]
        if len(texts) > 1:
            rows = pc.binary_join_element_wise(*texts, delimiter)
        return cls(headers, rows, delimiter)

    def renamed(self, old: str, new: str) -> "Sheet":
        headers = tuple(new if name == old else name for name in self.headers)
        return Sheet(headers, self.rows, self.delimiter)

    def text(self, end: str = "\n") -> bytes:
        """Header and rows in UTF-8. The column of rows with their ends is the file: nothing is copied."""
        header = self.delimiter.join(_cell(name, self.delimiter) for name in self.headers) + end
        if not len(self.rows):
            return header.encode()
        ended = joined(self.rows, end)
        _, offsets, data = ended.buffers()
        first, last = (
            int.from_bytes(memoryview(offsets)[4 * place : 4 * place + 4], "little", signed=True)
            for place in (ended.offset, ended.offset + len(ended))
        )
        return header.encode() + memoryview(data)[first:last]


def write(
    path: Path,
    *sheets: Sheet,
    before: Sequence[str] = (),
    end: str = "\n",
    encoding: str = "utf-8",
) -> Path:
    """The sheets one below the other; `before[i]` stands before the i-th."""
    path.parent.mkdir(parents=True, exist_ok=True)
    heads = [*before, *[""] * (len(sheets) - len(before))]
    with path.open("wb") as file:
        if encoding == "utf-8-sig":
            file.write(b"\xef\xbb\xbf")
        for head, sheet in zip(heads, sheets, strict=True):
            body = head.replace("\n", end).encode() + sheet.text(end)
            plain = encoding.startswith("utf-8")
            file.write(body if plain else body.decode().encode(encoding, errors="replace"))
    return path


def _cell(text: str, delimiter: str) -> str:
    return f'"{text.replace(chr(34), 2 * chr(34))}"' if delimiter in text or '"' in text else text
