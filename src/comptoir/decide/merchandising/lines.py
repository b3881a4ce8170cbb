"""What could be put forward, and what is known of it: figures, in no language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import Basis, Effect

FEW, MOST = 6, 50
SLOT_DAYS = 7


class Place(StrEnum):
    HOME = "home"
    CATEGORY = "category"
    NEWSLETTER = "newsletter"

    @property
    def label(self) -> Any:
        return PLACE_WORDS[self]


PLACE_WORDS: Mapping[Place, Any] = {
    Place.HOME: _("Home page"),
    Place.CATEGORY: _("Category page"),
    Place.NEWSLETTER: _("Newsletter"),
}


class Seen(StrEnum):
    """What « per thousand » counts."""

    VIEWS = "views"
    SESSIONS = "sessions"
    ORDERS = "orders"


PER_WORDS: Mapping[Seen, Any] = {
    Seen.VIEWS: _("per 1,000 views of the product"),
    Seen.SESSIONS: _("per 1,000 visits of the site"),
    Seen.ORDERS: _("per 1,000 orders"),
}


class Limit(StrEnum):
    STOCK_SHORT = "stock_short"
    STOCK_UNKNOWN = "stock_unknown"
    EARNS_NOTHING = "earns_nothing"


LIMIT_WORDS: Mapping[Limit, Any] = {
    Limit.STOCK_SHORT: _("stock below the sales expected"),
    Limit.STOCK_UNKNOWN: _("stock unknown"),
    Limit.EARNS_NOTHING: _("earns nothing"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product."""

    sku: str
    category: str
    sold: int
    seen: int | None
    """Its own views; None where they are not known."""
    unit: Decimal
    """What a unit earns."""
    per_thousand: Effect
    season: float
    """How its family is forecast to go against the whole shop: 1.2 is a fifth better."""
    stock: int | None
    asked: int | None
    """Units that the days of the place ask for."""
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class Placed:
    """What was put forward lately, and what its products earned."""

    title: str
    since: date
    days: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """To whom e-mails go."""

    name: str
    size: int
    """E-mails delivered the last time."""
    last_on: date
    mails_7: int
    mails_28: int
    click_rate: Decimal | None
    unsubscribe_rate: Decimal | None

    @property
    def is_tired(self) -> bool:
        return self.mails_7 >= TIRED_MAILS


TIRED_MAILS = 3
"""In seven days: a habit of the trade, not a law."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """From one evening, what earns most first."""

    day: date
    snapshot: int | None
    seen_as: Seen
    basis: Basis
    planned: int
    """How many will see the place; each product of it where views are known."""
    candidates: tuple[Candidate, ...]
    left_out: int
    """Products that sell and cannot be compared: another basis, or hardly seen."""
    stock_lacking: Any
    """Why no stock is known; empty where it is."""
    placed: tuple[Placed, ...]
    segments: tuple[Segment, ...]
    mails_lacking: Any
    per_mail: Decimal | None
    """Margin on sales credited to e-mails, per thousand delivered."""
    share: float = 1.0
    """Of the orders, those that the visits tell, where views are known."""

    @classmethod
    def nothing(cls, day: date) -> "Ranking":
        """Of a company without data."""
        return cls(day, None, Seen.ORDERS, Basis.SALES, 0, (), 0, "", (), (), "", None)

    def of(self, category: str) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates if not category or one.category == category)

    def chosen(self, category: str = "", count: int = FEW) -> tuple[Candidate, ...]:
        """The default proposal: the first that nothing stops."""
        return tuple(one for one in self.of(category) if one.limit is None)[:count]

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted({one.category for one in self.candidates if one.category}))
