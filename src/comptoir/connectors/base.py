"""What the room of a vendor declares. Pure data and functions over tables: nothing is read or stored here.

A layout says how a tool writes one of its exports, in French and in English, and what facts its rows are. Reading,
typing, listing what is refused, storing: all that is the same for every layout and lives elsewhere. To add a vendor,
write `<vendor>/exports.py` with `LAYOUTS` and add its name to `registry.py`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Channels

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

type Text = Promise | str


class Cell(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    """Without spaces around; null where nothing is left."""
    DAY = "day"
    """A date in any way that people and tools write one; of a week, its first day."""
    MONTH = "month"
    """A month, or a day of it, in any such way: its first day."""
    INSTANT = "instant"
    """A date with its hour: with its offset from UTC, as seconds or milliseconds since 1970, else by the clock of the
    company."""
    COUNT = "count"
    """A whole number: `1 234`."""
    NUMBER = "number"
    """Six decimals: `"82,50"`, `10.21`."""
    MONEY = "money"
    """Four decimals, with or without the sign of a currency: `"1 234,56 €"`."""
    SHARE = "share"
    """`5,66 %`, `1.6%` or 0.0566, as a fraction."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an export. A cell of a required field that is blank or cannot be read refuses its row; of an
    optional one only what cannot be read does."""

    name: str
    kind: Cell
    headers: tuple[str, ...]
    """Its names over the years: the French of today first, the English of today last. Capitals, kinds of space and
    of apostrophe do not matter; `*` stands for what changes, such as the currency of « Montant dépensé (*) » (see
    `Context.captured`)."""
    required: bool = True
    """Whether the file must have the column for the layout to be recognised, and each row a value."""
    blank: tuple[str, ...] = ("--", "-")
    """How the tool writes that there is nothing."""
    may_be_blank: bool = False
    """Of a required field: the file must have the column, its rows need no value (the day of a delivery to come)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a row does not say itself."""

    source: str
    account: str
    """What the file, or the person who drops it, calls the account or property; empty where nobody does."""
    currency: str
    """Of the company."""
    language: str
    """`fr` or `en`: that of most of the headers found; empty where they are the same in both."""
    today: date
    """The company's day of the import."""
    zone: str = "UTC"
    """The company's time zone: where a file gives a day, the instant is its midnight there (see `instants`)."""
    first_day: date | None = None
    last_day: date | None = None
    """The period that the file, or the person, states for all its rows."""
    captured: Mapping[str, str] = field(default_factory=dict)
    """Field -> what the `*` of its header stood for."""
    present: frozenset[str] = frozenset()
    """The fields that the file has."""
    channels: Channels = DEFAULT_CHANNELS
    """The company's rules of what is which channel."""


class SameKey(StrEnum):
    """What becomes of rows of one file that are the same row of the store: the export says more than is read."""

    SUM = "sum"
    """Their counts and amounts are added: a campaign by device is read as the campaign."""
    FIRST = "first"
    """The first of them counts: the file lists the best first."""
    LAST = "last"
    """The last of them counts: a level, a price, a state."""


@dataclass(frozen=True, slots=True)
class Digest:
    """How a file that is no table, such as a log, becomes one: its columns are then the fields of the layout."""

    knows: Callable[[Sequence[str]], bool]
    """Whether these are the first lines of such a file."""
    rows: "Callable[[Iterable[str], Context], Iterable[Sequence[object]]]"
    """The cells of each row, in the order of the fields. The lines come one by one and are never held together."""
    line: str
    """The field that holds the number of a line that could not be read; all other cells are then blank."""
    nothing: Text = ""
    """What is said of a file of which nothing can be told; of a log that it holds no whole day."""


@dataclass(frozen=True, slots=True)
class Series:
    """Columns that are each a series of their own, one for a currency: a line of the file is read as one row for
    each of them. All the columns that no field takes must be such, where they have a name."""

    header: str
    """How they are headed, as a regular expression whose group is what the series is called: `([A-Z]{3})`."""
    name: Field
    """The field that says which series the row is of."""
    value: Field
    """The field that holds the cell."""


type Facts = Callable[[Table, Context], Mapping[str, Value]]
"""Column of the entity -> expression over the typed fields of a row. Columns left out are null; `source` is given,
and `month` of a dated entity follows its `day`. Every field of the layout is there, null where the file lacks it; and
`row`, which tells the rows apart in the order of the file."""

type Check = Callable[[Table, Context], Value]
"""True for a row that cannot be (clicks above impressions, a negative cost)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file that a tool exports."""

    name: str
    """Unique, such as `google_ads_campaign_days`."""
    vendor: str
    """The tool, and the `source` of the facts: `google_ads`."""
    label: Text
    """As people call the file: « Google Ads: campaigns by day »."""
    entity: str
    fields: tuple[Field, ...]
    facts: Facts
    skip: Check | None = None
    """True for rows that are no rows of the table: totals, notes. Left out without a word. Beside the fields it
    sees `text_<field>`, what the file says."""
    checks: Mapping[str, Check] = field(default_factory=dict)
    """Code of a reason (of `files.reasons`) -> the rows that it refuses."""
    series: Series | None = None
    """Of a wide table: its other columns, which become rows."""
    digest: Digest | None = None
    """Of a file without header and columns: how it becomes a table."""
    same_key: SameKey = SameKey.SUM
    tells_origins: bool = False
    """Its facts tell the columns of an origin (`entities.columns.ORIGIN`), from which `traffic_channel` is made."""
    needs_period: bool = False
    """Its rows hold for a period that no column states."""
    beside: "tuple[Layout, ...]" = ()
    """What the same table says of other entities: a settlement tells of fees and of refunds. Each skips the rows of the
    others."""
    advice: Text = ""
    """Where people find the export in the tool, in one sentence."""
    proof: Text = ""
    """What the reading was tried against, where that is no file of the tool: docs/connectors.md says so."""

    @property
    def cells(self) -> tuple[Field, ...]:
        """The fields of a row, those of a series with them."""
        return (*self.fields, self.series.name, self.series.value) if self.series else self.fields


@dataclass(frozen=True, slots=True)
class Useless:
    """An export that is recognised and cannot be facts, with what to export in its place."""

    name: str
    vendor: str
    label: Text
    headers: tuple[tuple[str, ...], ...]
    """Each column by its names: the file must have them all."""
    reason: Text
    advice: Text
