"""The tables of a file: one mostly; several in a zip, or below one another under comments."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import encoding, packing
from comptoir.connectors.files.dialect import DELIMITERS, MOST_COLUMNS, SAMPLE_ROWS, named
from comptoir.connectors.files.packing import Kind, Packing
from comptoir.connectors.files.plain import as_utf8
from comptoir.connectors.files.shape import FileShape, recognise
from comptoir.core.errors import InputError

HEADER_WITHIN = 60
"""Lines of titles and comments that may stand before a header."""
MOST_MEMBERS = 50
COMMENT = "#"

type Known = Callable[[Sequence[str]], bool]
"""Whether a row of cells is a header that somebody knows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table within a file."""

    shape: FileShape
    before: tuple[str, ...] = ()
    """The lines above its header, without the signs of comments."""
    member: str = ""
    """Its name in the zip that it came in."""
    first_line: int = 0
    """The line of its first row in the file where `shape` is a part of it; 0: `shape` counts right."""
    logs: tuple[Path, ...] = ()
    """Of what is no table: the texts to be read one after the other."""


def sections(path: Path, folder: Path, known: Known) -> list[Section]:
    """The tables whose header is known; parts that must be read on their own are written to `folder`.

    InputError where the file is no table, is damaged or passes the bounds.
    """
    if members := _members(path):
        return [
            replace(section, member=name)
            for name, part in _extracted(path, members, folder)
            for section in _of_file(part, folder, known)
        ]
    return _of_file(path, folder, known)


def plain_texts(path: Path, folder: Path) -> list[Path]:
    """What the file holds as plain UTF-8, its parts where it is a zip of several; workbooks left out. Parquet stays
    as it is."""
    parts = (
        [part for _name, part in _extracted(path, members, folder)] if (members := _members(path)) else [path]
    )
    kinds = [(part, *packing.kind_of(part)) for part in parts]
    return [
        part if kind is Kind.PARQUET else _plain(part, packed, folder)
        for part, kind, packed in kinds
        if kind is not Kind.EXCEL
    ]


def _of_file(path: Path, folder: Path, known: Known) -> list[Section]:
    kind, packed = packing.kind_of(path)
    if kind is not Kind.CSV:
        shape = recognise(path)
        return [Section(shape)] if known(shape.headers) else []
    plain = _plain(path, packed, folder)
    with plain.open(encoding="utf-8-sig", newline="") as lines:
        # Only tools that comment their tables put several into one file.
        if lines.read(1) != COMMENT:
            lines.seek(0)
            return _single(plain, lines, known)
        lines.seek(0)
        return list(_blocks(lines, folder, known))


def _plain(path: Path, packed: Packing, folder: Path) -> Path:
    with packing.unpacked(path, packed) as chunks:
        sample = next(chunks, b"")
    if not sample:
        raise InputError(_("The file is empty."), advice=_("Export it again."))
    shape = FileShape(path, Kind.CSV, (), packed, encoding.encoding_of(sample))
    return as_utf8(shape, _new(folder)).path


def _single(plain: Path, lines: Iterable[str], known: Known) -> list[Section]:
    before: list[str] = []
    for line in islice(lines, HEADER_WITHIN):
        if header := _header(line, known):
            return [Section(_shape(plain, *header, skipped=len(before)), _said(before))]
        before.append(line)
    return []


def _blocks(lines: Iterable[str], folder: Path, known: Known) -> Iterator[Section]:
    """Tables that end at a blank line or a comment, each written to a file of its own."""
    before: list[str] = []
    out: IO[str] | None = None
    for number, line in enumerate(lines, start=1):
        if out is None:
            header = None if line.startswith(COMMENT) else _header(line, known)
            if header is None:
                before.append(line)
                continue
            path, found, begins = _new(folder), header, number
            out = path.open("w", encoding="utf-8", newline="")
            out.write(line)
        elif line.strip() and not line.startswith(COMMENT):
            out.write(line)
        else:
            out.close()
            out = None
            yield Section(_shape(path, *found), _said(before), first_line=begins + 1)
            before = [line]
    if out is not None:
        out.close()
        yield Section(_shape(path, *found), _said(before), first_line=begins + 1)


def _shape(path: Path, delimiter: str, cells: Sequence[str], skipped: int = 0) -> FileShape:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(islice(lines, skipped + 1, skipped + 1 + SAMPLE_ROWS), delimiter=delimiter)
        sample = tuple(tuple(row) for row in rows if row)
    return FileShape(
        path,
        Kind.CSV,
        named(cells),
        encoding=encoding.UTF8,
        delimiter=delimiter,
        skipped=skipped,
        rows=sample,
    )


def _header(line: str, known: Known) -> tuple[str, list[str]] | None:
    """(separator, cells) of a line that is a header that somebody knows."""
    if line.startswith("{"):  # A log or events in JSON: no name of a column begins so.
        return None
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(cells) <= MOST_COLUMNS and known(cells):
            return delimiter, cells
    return None


def _said(before: Iterable[str]) -> tuple[str, ...]:
    texts = (line.strip().lstrip(COMMENT).strip().strip('"') for line in before)
    return tuple(text for text in texts if text.strip("- "))


def _members(path: Path) -> list[zipfile.ZipInfo]:
    """The files of a zip that holds several; a workbook is one file."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        items = [item for item in archive.infolist() if not item.is_dir() and not _is_litter(item.filename)]
        names = {item.filename for item in items}
        if len(items) < 2 or names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
            return []
    if len(items) > MOST_MEMBERS:
        raise InputError(
            _("The zip holds %(count)s files.") % {"count": len(items)},
            _("At most %(most)s can be read.") % {"most": MOST_MEMBERS},
            _("Unpack it and choose the files that are needed."),
        )
    return items


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.endswith(".DS_Store")


def _extracted(path: Path, members: list[zipfile.ZipInfo], folder: Path) -> Iterator[tuple[str, Path]]:
    with zipfile.ZipFile(path) as archive:
        for item in members:
            target = _new(folder)
            with packing.read_member(archive, item) as chunks, target.open("wb") as out:
                out.writelines(chunks)
            yield Path(item.filename).name, target


def _new(folder: Path) -> Path:
    return folder / f"{uuid4().hex}.csv"
