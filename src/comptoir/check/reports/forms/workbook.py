"""A report as a workbook: what is said first, then a sheet for each table, with real numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.forms.words import closing, facts, signed, warnings
from comptoir.check.reports.shapes import Cell, Column, Grid, Kind, Note, Remarks, Report, Text, block_key
from comptoir.core.tables.api import BookCell, BookSheet, CellKind, to_book

_KINDS = {kind: CellKind(kind.value) for kind in Kind}


def as_xlsx(report: Report, remarks: Remarks, brand: Brand = PLAIN) -> bytes:
    words = BookSheet(
        report.header.title,
        (_("Part"), _("What"), _("Who")),
        tuple(_words(report, remarks, brand)),
        (28, 110, 28),
    )
    grids = [
        _sheet(f"{part.number}. {block.title}", block)
        for part in report.parts
        for block in part.blocks
        if isinstance(block, Grid)
    ]
    return to_book([words, *grids], brand.name, " · ".join(closing(brand)))


def _words(report: Report, remarks: Remarks, brand: Brand) -> Iterator[tuple[BookCell, ...]]:
    if brand.name:
        yield _line(brand.name)
    yield _line(report.header.company, report.header.title)
    yield from (_line(label, text) for label, text in facts(report.header))
    yield from (_line(_("To be known"), text) for text in warnings(report.header))
    for part in report.parts:
        title = f"{part.number}. {part.title}"
        for block in part.blocks:
            if isinstance(block, Text):
                for one in block.sentences:
                    corrected = remarks.corrections.get(one.key)
                    yield _line(title, remarks.sentence(one), signed(corrected) if corrected else "")
            elif isinstance(block, Note):
                yield _line(title, block.text)
            yield from _comments(title, block_key(part, block), remarks)
        yield from _comments(title, part.key, remarks)
    yield from (_line(words) for words in closing(brand))


def _comments(title: str, key: str, remarks: Remarks) -> Iterator[tuple[BookCell, ...]]:
    yield from (_line(title, said.text, signed(said)) for said in remarks.comments.get(key, ()))


def _line(*texts: str) -> tuple[BookCell, ...]:
    return tuple(BookCell(text) for text in texts)


def _sheet(name: str, block: Grid) -> BookSheet:
    headings = [f"{one.label} ({one.currency})" if one.currency else one.label for one in block.columns]
    widths = [46 if one.kind is Kind.TEXT and place == 0 else 18 for place, one in enumerate(block.columns)]
    rows = tuple(
        tuple(_cell(cell, column) for cell, column in zip(row, block.columns, strict=True))
        for row in block.rows
    )
    return BookSheet(name, headings, rows, widths)


def _cell(cell: Cell, column: Column) -> BookCell:
    """A figure as a number; what is not known stays empty, so that a sum of the column is right."""
    if cell.day is not None and column.kind is Kind.DATE:
        return BookCell(cell.day, CellKind.DATE)
    if cell.value is not None:
        return BookCell(cell.value, _KINDS[cell.kind or column.kind])
    return BookCell(cell.shown if column.kind is Kind.TEXT or cell.day else None)
