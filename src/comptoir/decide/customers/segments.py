"""Who buys: each customer's marks and segment, and what each segment makes up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.customers.engine.book import UNIT, Book
from comptoir.decide.customers.engine.rfm import GRID, MARKS, SEGMENTS, Rfm, rfm
from comptoir.decide.customers.reading import book_of


@dataclass(frozen=True, slots=True)
class SegmentPart:
    segment: str
    customers: int
    orders: int
    sales: Decimal
    """Demand sales since ever, excluding tax."""
    median_days: int | None
    """Days since the last order: half of the customers ordered later."""


@dataclass(frozen=True, slots=True)
class Square:
    """The customers of one mark of recency and one of frequency."""

    recency: int
    frequency: int
    segment: str
    customers: int
    sales: Decimal


@dataclass(frozen=True, slots=True)
class Segments:
    at: date
    customers: int
    sales: Decimal
    parts: tuple[SegmentPart, ...]
    """All of them, the empty ones too, in the order of their names' list."""
    squares: tuple[Square, ...]


def marked(scope: Scope, at: date, snapshot: int | None = None) -> tuple[Book, Rfm]:
    """Customer by customer, as of the evening of `at`."""
    scope.require(Permission.VIEW_FIGURES)
    book = book_of(scope, at, snapshot)
    return book, rfm(book)


def segments(scope: Scope, at: date, snapshot: int | None = None) -> Segments:
    book, marks = marked(scope, at, snapshot)
    return Segments(
        at,
        book.size,
        money(int(book.amount.sum())),
        tuple(_part(book, marks, place, name.value) for place, name in enumerate(SEGMENTS)),
        tuple(
            _square(book, marks, recency, frequency)
            for recency in range(MARKS, 0, -1)
            for frequency in range(1, MARKS + 1)
        ),
    )


def _part(book: Book, marks: Rfm, place: int, name: str) -> SegmentPart:
    mine = marks.segment == place
    silent = np.sort(book.until - book.last[mine])
    median = int(silent[(len(silent) - 1) // 2]) if len(silent) else None
    return SegmentPart(
        name, len(silent), int(book.orders[mine].sum()), money(int(book.amount[mine].sum())), median
    )


def _square(book: Book, marks: Rfm, recency: int, frequency: int) -> Square:
    mine = (marks.recency == recency) & (marks.frequency == frequency)
    name = SEGMENTS[int(GRID[recency - 1, frequency - 1])].value
    return Square(recency, frequency, name, int(mine.sum()), money(int(book.amount[mine].sum())))


def money(units: int) -> Decimal:
    return Decimal(units) / UNIT
