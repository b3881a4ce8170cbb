"""What a report is made of: plain values that were read once, at one snapshot, and are shown ever after.

A **form** (page, Markdown, Excel, PDF, mail) is a function of a stored `Report` and of what people wrote beside it
(`Remarks`), and of nothing else: never of the store, a metric or the clock. To render one, walk over `report.parts`;
each part has a title and blocks, of four kinds:

- `Text`: sentences, each of pieces: words, or a `Figure`, whose `shown` is printed and which can open its query.
  A sentence that a person corrected is printed as corrected (`Remarks.sentence`), without figures: they are her words;
- `Grid`: a table. Each cell has its `shown` for reading, and its exact `value` with the kind of its column for a
  spreadsheet. `kind` says what it is a table of (indicators, findings, actions, events), for a form that draws these
  otherwise; one that does not may print all alike;
- `Chart`: a Vega-Lite specification without colours, as pages have them, with `alternative`, what it says in words;
  `grid` names the table that holds its figures;
- `Note`: a sentence beside the figures, such as which source to connect.

`brief` parts are those that a mail shows. A block is named by its `key`, the same in every report of the template, by
which people's words and a company's own `arrangement` find it. Nothing here is known to Django.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal


class Origin(StrEnum):
    """Where a figure comes from, and so what it opens."""

    METRIC = "metric"
    """The catalogue, at the snapshot of the report: `metric`, `start`, `end`, `where` and `tax` ask it again."""
    CHANGE = "change"
    """From one metric figure to another."""
    FORECAST = "forecast"
    TARGET = "target"
    DRIVERS = "drivers"
    """What a factor or a segment makes of the change of `metric`."""
    FINDING = "finding"
    PLAN = "plan"
    """Counted in the plan of actions."""
    CUSTOMERS = "customers"
    STOCK = "stock"
    ACCOUNT = "account"
    """A line of the contribution account: real, budgeted or foreseen."""
    ADVERTISING = "advertising"
    """What campaigns are credited with."""


@dataclass(frozen=True, slots=True)
class Figure:
    shown: str
    """As people read it, in the language of the report."""
    value: Decimal | None
    unit: str
    """Of `metrics.Unit`."""
    origin: Origin = Origin.METRIC
    metric: str = ""
    start: date | None = None
    end: date | None = None
    where: tuple[tuple[str, str], ...] = ()
    tax: str = ""


type Piece = str | Figure


@dataclass(frozen=True, slots=True)
class Sentence:
    key: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.shown for piece in self.pieces)


class Kind(StrEnum):
    """Of a column: as `core.tables.CellKind`, so that a form needs no other list of formats."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    CHANGE = "change"
    DATE = "date"


class Tone(StrEnum):
    NONE = ""
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    STRONG = "strong"
    """A sum among its parts: no judgement."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str
    kind: Kind = Kind.TEXT
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    shown: str
    value: Decimal | None = None
    kind: Kind | None = None
    """Where it is another than its column's: a table of indicators has all units in one column."""
    figure: Figure | None = None
    tone: Tone = Tone.NONE
    day: date | None = None
    """Of a date, for a spreadsheet."""
    about: str = ""
    """Of the first cell of a row, what the row is about in every report: the fingerprint of a finding. Not shown."""


@dataclass(frozen=True, slots=True)
class Text:
    key: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of: str = "figures"
    """`indicators`, `figures`, `account`, `findings`, `actions` or `events`; `chart` where one draws it."""
    note: str = ""
    kind: Literal["grid"] = "grid"

    def of_columns(self, places: Sequence[int]) -> "Grid":
        """The same with these columns alone."""
        columns = tuple(self.columns[place] for place in places)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return replace(self, columns=columns, rows=rows)


@dataclass(frozen=True, slots=True)
class Chart:
    key: str
    title: str
    """The question that it answers."""
    spec: Mapping[str, Any]
    alternative: str
    grid: str = ""
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Note:
    key: str
    text: str
    kind: Literal["note"] = "note"


type Block = Text | Grid | Chart | Note


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    number: int
    title: str
    question: str
    """Answered by the part, below its title."""
    blocks: tuple[Block, ...]
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """How fresh a source is."""

    name: str
    state: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    company: str
    slug: str
    title: str
    period: str
    before: str
    """Compared with: the week or month before."""
    last_year: str
    """And the same one a year earlier."""
    tax: str
    """In words: HT or TTC."""
    currency: str
    snapshot: int
    refreshed: str
    language: str
    is_simulated: bool = False
    sources: tuple[Source, ...] = ()
    incidents: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """On the comparison: « S01 2027 is compared with S02 2026 », the same days of the soldes."""
    grain: str = "week"
    """What its days are: `week` or `month`."""


@dataclass(frozen=True, slots=True)
class Report:
    template: str
    start: date
    end: date
    built_at: datetime
    header: Header
    parts: tuple[Part, ...]

    def blocks(self) -> Iterator[Block]:
        for part in self.parts:
            yield from part.blocks

    def figures(self) -> Iterator[Figure]:
        """Every figure of every sentence and table."""
        for block in self.blocks():
            if isinstance(block, Text):
                for sentence in block.sentences:
                    yield from (piece for piece in sentence.pieces if isinstance(piece, Figure))
            elif isinstance(block, Grid):
                for row in block.rows:
                    yield from (cell.figure for cell in row if cell.figure)


def block_key(part: Part, block: Block) -> str:
    """How people's words name a block: blocks of two parts may be called alike, and as a part."""
    return f"{part.key}.{block.key}"


def commentable(report: Report) -> set[str]:
    blocks = {block_key(part, block) for part in report.parts for block in part.blocks}
    return blocks | {part.key for part in report.parts}


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wrote beside a part or a block, or in place of a sentence."""

    key: str
    text: str
    by: str
    at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class Remarks:
    corrections: Mapping[str, Remark] = field(default_factory=dict)
    """By key of the sentence."""
    comments: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    """By key of the part, or `block_key` of the block, the oldest first."""

    def sentence(self, one: Sentence) -> str:
        found = self.corrections.get(one.key)
        return found.text if found else one.text
