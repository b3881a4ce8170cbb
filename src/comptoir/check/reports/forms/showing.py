"""A report as templates of pages read it: sentences as corrected, figures with where they lead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from comptoir.check.reports.arrangement import filled
from comptoir.check.reports.changes import CHANGES
from comptoir.check.reports.forms.words import facts, signed, warnings
from comptoir.check.reports.shapes import (
    Block,
    Cell,
    Chart,
    Column,
    Figure,
    Grid,
    Kind,
    Part,
    Remark,
    Remarks,
    Report,
    Sentence,
    Text,
    Tone,
)

ORDERED = frozenset({"indicators", "account"})
"""Tables whose order says something."""

type Address = Callable[[Figure], str]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    text: str
    address: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class ShownSentence:
    key: str
    text: str
    pieces: tuple[ShownPiece, ...]
    correction: Remark | None
    signed: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    shown: str
    address: str
    tone: str
    is_figure: bool
    is_first: bool
    value: str = ""
    """By which its column is sorted; empty: by its words."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    kind: str
    key: str
    title: str = ""
    text: str = ""
    sentences: tuple[ShownSentence, ...] = ()
    columns: tuple[tuple[str, bool], ...] = ()
    """Label, and whether its cells are figures."""
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    of: str = ""
    note: str = ""
    spec: Mapping[str, Any] | None = None
    picture: str = ""
    """The chart as SVG, where the page cannot draw it."""
    figures: "ShownBlock | None" = None
    """Of a chart."""
    comments: tuple[tuple[Remark, str], ...] = ()
    said_of: str = ""
    """By which key people comment it."""
    is_sortable: bool = False
    """Not of an account, nor of figures of many kinds in one column, nor where a line is the sum of others."""


@dataclass(frozen=True, slots=True)
class ShownPart:
    part: Part
    blocks: tuple[ShownBlock, ...]
    comments: tuple[tuple[Remark, str], ...]

    @property
    def is_folded(self) -> bool:
        """On the page: opened by who wants it."""
        return self.part.key == CHANGES

    @property
    def has_many(self) -> bool:
        """Blocks that are worth a comment of their own."""
        return len(self.blocks) > 1


@dataclass(frozen=True, slots=True)
class ShownReport:
    report: Report
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    parts: tuple[ShownPart, ...]


def nowhere(figure: Figure) -> str:
    return ""


def no_picture(chart: Chart) -> str:
    return ""


def shown(
    report: Report,
    remarks: Remarks,
    address: Address = nowhere,
    picture: Callable[[Chart], str] = no_picture,
    *,
    with_blanks: bool = False,
) -> ShownReport:
    """`with_blanks`: with the own texts that wait to be filled in, for who may do so."""
    if not with_blanks:
        report = filled(report, remarks)
    return ShownReport(
        report,
        tuple(facts(report.header)),
        tuple(warnings(report.header)),
        tuple(
            ShownPart(
                part,
                tuple(
                    replace(
                        one, comments=_said(remarks, f"{part.key}.{one.key}"), said_of=f"{part.key}.{one.key}"
                    )
                    for one in _blocks(part, remarks, address, picture)
                ),
                _said(remarks, part.key),
            )
            for part in report.parts
        ),
    )


def _said(remarks: Remarks, key: str) -> tuple[tuple[Remark, str], ...]:
    return tuple((one, signed(one)) for one in remarks.comments.get(key, ()))


def _blocks(
    part: Part, remarks: Remarks, address: Address, picture: Callable[[Chart], str]
) -> Iterator[ShownBlock]:
    """The figures of a chart stand with it."""
    grids = {one.key: one for one in part.blocks if isinstance(one, Grid)}
    for block in part.blocks:
        if isinstance(block, Grid) and block.of == "chart":
            continue
        if isinstance(block, Chart):
            grid = grids.get(block.grid)
            figures = _grid(grid, address) if grid else None
            yield ShownBlock(
                "chart",
                block.key,
                block.title,
                block.alternative,
                spec=block.spec,
                picture=picture(block),
                figures=figures,
            )
        else:
            yield _block(block, remarks, address)


def _block(block: Block, remarks: Remarks, address: Address) -> ShownBlock:
    if isinstance(block, Grid):
        return _grid(block, address)
    if isinstance(block, Text):
        sentences = tuple(_sentence(one, remarks, address) for one in block.sentences)
        return ShownBlock("text", block.key, block.title, sentences=sentences)
    return ShownBlock("note", block.key, text=getattr(block, "text", ""))


def _sentence(one: Sentence, remarks: Remarks, address: Address) -> ShownSentence:
    said = remarks.corrections.get(one.key)
    if said is not None:
        return ShownSentence(one.key, said.text, (ShownPiece(said.text),), said, signed(said))
    pieces = tuple(
        ShownPiece(piece) if isinstance(piece, str) else ShownPiece(piece.shown, address(piece), True)
        for piece in one.pieces
    )
    return ShownSentence(one.key, one.text, pieces, None, "")


def _grid(block: Grid, address: Address) -> ShownBlock:
    columns = tuple((_label(one), one.kind is not Kind.TEXT) for one in block.columns)
    rows = tuple(
        tuple(
            _cell(cell, column, place, address)
            for place, (cell, column) in enumerate(zip(row, block.columns, strict=True))
        )
        for row in block.rows
    )
    return ShownBlock(
        "grid",
        block.key,
        block.title,
        columns=columns,
        rows=rows,
        of=block.of,
        note=block.note,
        is_sortable=_is_sortable(block),
    )


def _is_sortable(block: Grid) -> bool:
    has_sum = any(cell.tone is Tone.STRONG for row in block.rows for cell in row)
    return len(block.rows) > 1 and block.of not in ORDERED and not has_sum


def _label(one: Column) -> str:
    return one.label


def _cell(cell: Cell, column: Column, place: int, address: Address) -> ShownCell:
    to = address(cell.figure) if cell.figure else ""
    exact = cell.day.isoformat() if cell.day else "" if cell.value is None else f"{cell.value:f}"
    return ShownCell(cell.shown, to, cell.tone.value, column.kind is not Kind.TEXT, place == 0, exact)
