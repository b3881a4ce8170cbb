"""What a review is made of: values that the page, the command and the mail are written from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from comptoir.core.periods import Period
from comptoir.decide.anomalies.api import Alarm, Kind
from comptoir.decide.findings.api import Listed
from comptoir.decide.review.spans import Span
from comptoir.decide.targets.api import Place, Progress
from comptoir.measure.metrics.api import Metric
from comptoir.measure.reading.api import Figure


class Sign(StrEnum):
    """Where a figure stands to what was expected of it."""

    GOOD = "good"
    BAD = "bad"
    UNUSUAL = "unusual"
    """Outside, of a metric that is good neither way."""
    USUAL = "usual"
    """Within the 80 % interval: the usual variation."""
    UNJUDGED = "unjudged"
    """No forecast: no colour."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the forecast made on the evening before said of these days, 80 times in 100."""

    mid: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class FigureLine:
    metric: Metric
    value: Figure
    before: Figure
    last_year: Figure
    expected: Expected | None
    sign: Sign

    @property
    def has_moved(self) -> bool:
        return self.sign not in (Sign.USUAL, Sign.UNJUDGED)


@dataclass(frozen=True, slots=True)
class Figures:
    lines: tuple[FigureLine, ...]
    tax: str
    last_year: Period | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure that left its interval moved; empty where nothing explains it."""

    metric: Metric
    text: str


@dataclass(frozen=True, slots=True)
class Landed:
    """A target of the running month, or the month's net sales where none is set."""

    place: Place
    metric: Metric
    progress: Progress


@dataclass(frozen=True, slots=True)
class Finds:
    """What is worth doing, the most money first."""

    listed: tuple[Listed, ...]
    """Ten at most."""
    found: int
    """How many there are."""
    tried: int
    least_money: Decimal
    day: date | None
    """The evening that was looked from; None where nobody has looked yet."""
    gaps: tuple[str, ...] = ()
    """Analyses that lack a source."""

    @property
    def has_looked(self) -> bool:
        return self.day is not None


class LateKind(StrEnum):
    SOURCE = "source"
    ORDERS = "orders"
    ACTION = "action"
    IMPORT = "import"
    DOUBLE = "double"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Late:
    kind: LateKind
    title: str
    detail: str
    since: date | None
    address: tuple[str, dict[str, Any]]
    """Name of the page that settles it, and its arguments beside the company."""


@dataclass(frozen=True, slots=True)
class Review:
    span: Span
    today: date
    """The day after the evening it is told from."""
    snapshot: int | None
    refreshed_at: datetime | None
    figures: Figures
    reasons: tuple[Reason, ...]
    landings: tuple[Landed, ...]
    finds: Finds
    alarms: tuple[Alarm, ...]
    """Those that are open, faults of the data first."""
    late: tuple[Late, ...] | None
    """None for an evening of the past: what was late then is not kept."""

    @property
    def day(self) -> date:
        return self.span.end

    @property
    def is_calm(self) -> bool:
        """Nothing is worth doing: every analysis that could look did, none found anything, and no alarm of the business
        is open. A fault of the data is to be repaired, and told, all the same."""
        is_alarmed = any(one.kind is Kind.BUSINESS for one in self.alarms)
        return self.finds.has_looked and not self.finds.listed and not is_alarmed
