"""The door of customers: who buys, who comes back, what each may bring. It loads heavy libraries at the first use."""

from datetime import date
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.kept import kept
from comptoir.decide.customers.page import Page
from comptoir.decide.customers.saying import why
from comptoir.decide.customers.words import SEGMENT_MEANINGS, SEGMENT_WORDS

if TYPE_CHECKING:
    from comptoir.decide.customers.chances import Chances
    from comptoir.decide.customers.cohorts import Cohort, Cohorts
    from comptoir.decide.customers.engine.book import Book
    from comptoir.decide.customers.engine.rfm import Rfm
    from comptoir.decide.customers.lifetimes import Lifetimes
    from comptoir.decide.customers.segments import Segments
    from comptoir.decide.customers.together import ItemPair, Together

__all__ = [
    "SEGMENT_MEANINGS",
    "SEGMENT_WORDS",
    "Book",
    "Chances",
    "Cohort",
    "Cohorts",
    "Inconclusive",
    "ItemPair",
    "Lifetimes",
    "Page",
    "Rfm",
    "Segments",
    "Together",
    "chances_of",
    "clv_json",
    "cohorts",
    "cohorts_json",
    "evening",
    "kept",
    "lifetimes",
    "marked",
    "rfm_json",
    "segments",
    "segments_json",
    "together",
    "why",
]


def segments(scope: Scope, at: date, snapshot: int | None = None) -> "Segments":
    """Customers by recency and frequency, as of the evening of `at`."""
    from comptoir.decide.customers import segments as room  # noqa: PLC0415 - heavy library

    return room.segments(scope, at, snapshot)


def cohorts(scope: Scope, at: date, snapshot: int | None = None) -> "Cohorts":
    """Customers by the month of their first order, followed up to the evening of `at`."""
    from comptoir.decide.customers import cohorts as room  # noqa: PLC0415 - heavy library

    return room.cohorts(scope, at, snapshot)


def lifetimes(
    scope: Scope, at: date, horizon: int = 365, snapshot: int | None = None
) -> "Lifetimes | Inconclusive":
    """What each customer may bring in the days after `at`, with an interval and a back-test."""
    from comptoir.decide.customers import lifetimes as room  # noqa: PLC0415 - heavy library

    return room.lifetimes(scope, at, horizon, snapshot)


def marked(scope: Scope, at: date, snapshot: int | None = None) -> "tuple[Book, Rfm]":
    """All customers in columns, as of the evening of `at`, with the marks and the segment of each."""
    from comptoir.decide.customers import segments as room  # noqa: PLC0415 - heavy library

    return room.marked(scope, at, snapshot)


def chances_of(book: "Book", *days: int) -> "Chances | Inconclusive":
    """The chance of each customer of the book to buy within so many days (90 where none is named)."""
    from comptoir.decide.customers import chances as room  # noqa: PLC0415 - heavy library

    return room.chances_of(book, days or (room.SOON,))


def together(scope: Scope, at: date, snapshot: int | None = None) -> "Together":
    """Which items are bought together more often than by chance, in the 365 days up to the evening of `at`."""
    from comptoir.decide.customers import together as room  # noqa: PLC0415 - heavy library

    return room.together(scope, at, snapshot)


def evening(scope: Scope, at: date | None) -> date:
    """The day as of whose evening things are told: the one asked, else the last day with orders loaded."""
    from comptoir.decide.customers import reading  # noqa: PLC0415 - heavy library

    return at or reading.last_loaded_day(scope) or scope.today()


def rfm_json(scope: Scope, at: date, page: Page | None = None) -> dict[str, Any]:
    """Customer by customer: last order, orders, sales, the three marks and the segment."""
    from comptoir.decide.customers import telling  # noqa: PLC0415 - heavy library

    return telling.rfm_json(scope, at, page)


def segments_json(scope: Scope, at: date) -> dict[str, Any]:
    """`segments` as plain values."""
    from comptoir.decide.customers import listing  # noqa: PLC0415 - heavy library

    return listing.segments_json(scope, at)


def cohorts_json(scope: Scope, at: date) -> dict[str, Any]:
    """`cohorts` as plain values."""
    from comptoir.decide.customers import listing  # noqa: PLC0415 - heavy library

    return listing.cohorts_json(scope, at)


def clv_json(
    scope: Scope, at: date, horizon: int, found: "Lifetimes | Inconclusive", page: Page | None = None
) -> dict[str, Any]:
    """Lifetime values as plain values: parameters, customers, back-test."""
    from comptoir.decide.customers import telling  # noqa: PLC0415 - heavy library

    return telling.clv_json(scope, at, horizon, found, page)
