"""Files without a header, such as logs: known by their first lines, read into a table of the layout's fields."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Context, Layout
from comptoir.connectors.files import encoding, packing
from comptoir.connectors.files.exports import matching
from comptoir.connectors.files.exports.matching import Match
from comptoir.connectors.files.exports.sections import Section, plain_texts
from comptoir.connectors.files.packing import Kind
from comptoir.connectors.files.shape import FileShape
from comptoir.core.errors import InputError

FIRST_LINES = 50
LONGEST_LINE = 2**20
"""Letters: of a line that is longer the rest is a line of its own, and none of a log."""


def known(path: Path, folder: Path, layouts: Sequence[Layout]) -> tuple[Section, Match] | None:
    """The logs of the file as one section, each text begun where the one before it ends; None where it is none."""
    if not any(layout.digest for layout in layouts):
        return None
    texts = plain_texts(path, folder)
    begun = [(list(islice(_lines(text), FIRST_LINES)), text) for text in texts]
    matches = [(lines, text, matching.by_lines(lines, layouts)) for lines, text in begun]
    match = next((one for _begun, _text, one in matches if one is not None), None)
    if match is None:
        return None
    names = tuple(str(one.headers[0]) for one in match.layout.fields)
    logs = tuple(text for _begun, text, one in matches if one is not None and one.layout is match.layout)
    return Section(FileShape(path, Kind.CSV, names), logs=logs), match


def digested(section: Section, layout: Layout, context: Context, target: Path) -> Section:
    """The section as a table, written line by line to `target`. InputError where nothing of it can be told."""
    if layout.digest is None:
        return section
    texts = chain.from_iterable(_lines(text) for text in section.logs)
    count = _written(target, section.shape.headers, layout.digest.rows(texts, context))
    if not count and layout.digest.nothing:
        raise InputError(layout.digest.nothing, advice=layout.advice)
    if not count:
        raise InputError(
            _("The file holds no whole day."),
            _("A day of which a part is missing would be told too small."),
            _("Take the log of several days, or pack the logs of successive days into one zip."),
        )
    shape = FileShape(target, Kind.CSV, section.shape.headers, encoding=encoding.UTF8, delimiter=",")
    return replace(section, shape=shape, logs=())


def _written(target: Path, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    count = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(headers)
        for row in rows:
            table.writerow(row)
            count += 1
    return count


def _lines(text: Path) -> Iterator[str]:
    """Those of a text; of a table whose cells hold tables, each row as JSON."""
    if packing.kind_of(text)[0] is Kind.PARQUET:
        from comptoir.connectors.files import books  # noqa: PLC0415 - heavy library, kept out of start-up

        yield from books.rows_as_json(text)
        return
    with text.open(encoding="utf-8-sig", newline="\n") as file:
        while line := file.readline(LONGEST_LINE):
            yield line
