"""How a text is cut into rows and cells: the separator, what stands before the header, the header."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import InputError

DELIMITERS = (";", ",", "\t", "|")
MOST_COLUMNS = 2_000
SAMPLE_ROWS = 200
_LONGEST_CELL = 2**20


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    skipped: int
    """Physical lines before the header: `sep=;` and comments."""
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first rows, for guessing."""


def dialect_of(text: str, *, is_whole: bool) -> Dialect:
    """Of the beginning of a file; its last line counts only where it `is_whole`."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.splitlines(keepends=True)
    if not is_whole and len(lines) > 1:
        lines.pop()
    skipped = 0
    said = ""
    while skipped < len(lines) and _stands_before(lines[skipped]):
        if lines[skipped].lower().startswith("sep="):
            said = lines[skipped][4:5]
        skipped += 1
    lines = lines[skipped:]
    if not any(line.strip() for line in lines):
        raise InputError(_("The file has no rows."), advice=_("Export it again, with a header."))
    delimiter = said if said in DELIMITERS else _delimiter_of(lines)
    records = list(islice(_records(lines, delimiter), SAMPLE_ROWS + 1))
    header, rows = records[0], records[1:]
    if len(header) > MOST_COLUMNS:
        raise InputError(
            _("The file has %(count)s columns.") % {"count": len(header)},
            _("At most %(most)s columns can be read.") % {"most": MOST_COLUMNS},
            _("Export only the columns that are needed."),
        )
    return Dialect(delimiter, skipped, named(header), tuple(tuple(row) for row in rows))


def named(header: Sequence[str]) -> tuple[str, ...]:
    """Each column's name, once: blanks are numbered, what comes again is marked so."""
    names: list[str] = []
    seen: set[str] = set()
    for position, cell in enumerate(header, start=1):
        base = " ".join(cell.replace("\x00", "").split()) or f"column {position}"
        name, turn = base, 1
        while name.casefold() in seen:
            turn += 1
            name = f"{base} ({turn})"
        seen.add(name.casefold())
        names.append(name)
    return tuple(names)


def _stands_before(line: str) -> bool:
    return not line.strip() or line.startswith("#") or line.lower().startswith("sep=")


def _delimiter_of(lines: Sequence[str]) -> str:
    """The sign that cuts the first rows into the most cells, as many on each."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = [len(record) for record in islice(_records(lines, delimiter), 50)]
        width = widths[0]
        alike = sum(item == width for item in widths) / len(widths)
        score = (alike if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _records(lines: Sequence[str], delimiter: str):  # type: ignore[no-untyped-def]
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if record:
                yield record
    except csv.Error:
        return
