"""What the room of a vendor declares of its interface. Pure data and functions: nothing is stored here.

A source says what it asks of people (credentials), what can be read (tables) and how fast; pages, forms, the command
line and docs/connectors.md derive from that. Fetching again, keeping cursors, storing, telling what is late or broken
is the same for every source and lives in measure/sync. To add a vendor write `<vendor>/source.py` with `SOURCE` and
add its name to `sources.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Channels
from comptoir.core.errors import ComptoirError

type Text = Promise | str
type Record = dict[str, Any]
"""One record as the vendor gives it."""
type Row = dict[str, Any]
"""One row of an entity, by column; `customer`, a reference of `Rows.people`, stands for `customer_key`."""


def size_of(record: Record) -> int:
    """Rows of facts that it makes, about: what is summed by day comes as a record for each day with its `rows`."""
    rows = record.get("rows")
    return max(len(rows), 1) if isinstance(rows, list) else 1


class PermanentError(ComptoirError):
    """Asking again changes nothing before a person acts: a wrong key, a right that is missing, a shop that moved."""

    http_status = 422


class TransientError(ComptoirError):
    """The vendor is busy, frozen or away: asked again later by itself."""

    http_status = 503


class Category(StrEnum):
    SHOP = "shop"
    AUDIENCE = "audience"
    ADS = "ads"
    SEARCH = "search"


class Asked(StrEnum):
    """How a credential is asked."""

    TEXT = "text"
    ADDRESS = "address"
    """The address of a shop or a server: `https://` is understood."""
    SECRET = "secret"  # noqa: S105 - the kind of a field
    """Encrypted at rest, never shown again."""
    ZONE = "zone"
    """A time zone; that of the company where nothing is said."""
    CHOICE = "choice"
    """One of a few words."""


@dataclass(frozen=True, slots=True)
class Credential:
    name: str
    label: Text
    asked: Asked = Asked.TEXT
    help: Text = ""
    """Where people find it in the tool."""
    required: bool = True
    default: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    """Of a choice: its words, as they are kept, and what they say."""
    names_no_records: bool = False
    """It says who asks (a user, an application), or how what is read is understood; not what is read."""

    @property
    def tells_what_is_read(self) -> bool:
        """Another address, account or site has other records: all of it is read anew."""
        return not self.names_no_records and self.asked is not Asked.SECRET


FIRST_DAY = Credential(
    "first_day",
    gettext_lazy("First day to read"),
    help=gettext_lazy("As 2025-01-01; two years ago where nothing is said."),
    required=False,
)
UNTRIED = gettext_lazy("Written from documentation, not yet tried against the service.")
"""The `proof` of a source that no account was at hand for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records that came together, as they are kept."""

    records: list[Record]
    reached: datetime | None = None
    """Everything that changed before this instant has been handed out once this page is stored: the cursor. None
    while only the end of the table can tell."""
    total: int | None = None
    """How many records this run will see, where the vendor says."""


class DateBasis(StrEnum):
    """What gives an order its day in the shop's own report."""

    CREATED = "created"
    """When its record was made."""
    PLACED = "placed"
    """When the customer ordered, which some shops tell apart from that."""


@dataclass(frozen=True, slots=True)
class Taxed:
    """What of an order is taxed at one rate, after discounts, before refunds."""

    rate: Decimal | None
    """0.2 for 20 %; None where the source names a tax without its rate."""
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """What the source says of one order, to compare with what Comptoir holds."""

    unit: str
    """The number of the order."""
    day: date
    """The company's day of the order."""
    amount: Decimal
    """What the source counts for it, with tax, before refunds."""
    counts: bool = True
    """Whether the source counts it as sold."""
    currency: str = ""
    placed_at: datetime | None = None
    """The instant that gives it its day. This and what follows explains why two sides differ, where it is told."""
    changed_at: datetime | None = None
    """When it last changed at the source."""
    status: str = ""
    """In the source's own words."""
    tax: Decimal | None = None
    """In the amount."""
    delivery: Decimal | None = None
    """What delivery is of the amount, with its tax."""
    refunded: Decimal | None = None
    """What was given back of it so far, with tax."""
    invoice_day: date | None = None
    taxes: tuple[Taxed, ...] | None = None
    """By rate, as the source itself sums them; None where its room does not ask for them."""


class Reader(Protocol):
    """An open connection to a vendor."""

    def test(self) -> str:
        """Ask the least that proves that the credentials do; the shop's or account's own name.

        Raises PermanentError with the sentence that a shopkeeper needs, TransientError.
        """

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        """What changed from `since` (None: from the beginning) to `until`, oldest change first."""

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """The orders that the source places on these days (its own date basis). Only of sources that reconcile."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record, or a part of it, that cannot be a fact."""

    unit: str
    field: str
    value: str
    reason: str
    """A code of files.reasons."""
    raw: Record


@dataclass(frozen=True, slots=True)
class Person:
    reference: str
    email: str = ""
    name: str = ""


@dataclass(slots=True)
class Rows:
    """What records have become: rows of entities, whole units of them."""

    read: int = 0
    """Records."""
    tables: dict[str, list[Row]] = field(default_factory=dict)
    """Entity -> rows."""
    units: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    """Entity -> units, without `source`, that were read: the store's rows of these leave for those given here."""
    people: dict[str, Person] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a record does not say itself."""

    source: str
    """The `source` of the facts."""
    currency: str
    """Of the company, where a record names none."""
    zone: str
    """The company's time zone, which gives each instant its day."""
    today: date
    """The company's day of the run."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The credentials that are no secrets, such as the time zone of a shop whose times name none."""
    channels: Channels = DEFAULT_CHANNELS
    """The company's rules of what is which channel."""


type Mapped = Callable[[Sequence[Record], ReadContext], Rows]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the vendor itself says of how good the figures of a day are."""

    told: Callable[[Record], tuple[date, frozenset[str]]]
    """The day of a record, and the codes of what is said of it."""
    texts: Mapping[str, Text]
    """Code -> the sentence that a shopkeeper reads on the page of the connection."""


@dataclass(frozen=True, slots=True)
class Table:
    """One thing that can be read of a vendor."""

    name: str
    label: Text
    entities: tuple[str, ...]
    """The facts that it brings."""
    key: tuple[str, ...]
    """The fields of a record that identify it: of several versions that are kept the last one counts."""
    mapped: Mapped
    cursor: str = ""
    """The vendor's field that says when a record changed; without one all of it is read each time."""
    overlap: timedelta = timedelta(minutes=10)
    """How far behind the cursor each run starts again: clocks differ, and commits come late."""
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast the vendor may be asked."""

    per_second: float
    retries: int = 5
    longest_wait: float = 60.0
    """Seconds: a vendor that asks for more is left alone until the next run."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A part of the installation that only those need who connect the vendor."""

    name: str
    """As pyproject.toml calls it, and `make`."""
    packages: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        try:
            return not all(version(package) for package in self.packages)
        except PackageNotFoundError:
            return True

    @property
    def refusal(self) -> PermanentError:
        """What whoever runs Comptoir must do before anything can be read."""
        return PermanentError(
            _("What reads this tool is not installed with this Comptoir."),
            advice=_("Whoever runs it adds it in its folder: make %(name)s") % {"name": self.name},
        )


@dataclass(frozen=True, slots=True)
class Source:
    vendor: str
    """Unique; also the `source` of the facts of a company's first connection to it."""
    label: str
    category: Category
    api: str
    """Name and version of the interface: « REST v3 »."""
    credentials: tuple[Credential, ...]
    tables: tuple[Table, ...]
    rate: Rate
    opened: "Callable[[Opening], Reader]"
    advice: Text = ""
    """What to do in the tool before connecting, in a few sentences."""
    proof: Text = ""
    """What the reading was tried against: docs/connectors.md says so."""
    unseen: Text = ""
    """What a reading of changes does not notice, where the tool does not tell it: only one of everything does."""
    reconciles: bool = False
    extra: Extra | None = None
    """What must be installed besides."""
    account: Callable[[Mapping[str, str]], str] | None = None
    """What the facts call the account that these credentials are of; files that name none belong to it."""
    date_basis: DateBasis = DateBasis.CREATED
    """Of `totals`, where it reconciles."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader needs to open."""

    values: Mapping[str, str]
    """The credentials by name, secrets included."""
    zone: str
    """The company's time zone."""
    rate: Rate
    pause: Callable[[float], None]
    """Wait so many seconds; raises CancelledError when a person stops the work."""
