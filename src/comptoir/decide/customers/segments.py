"""Who buys: each customer's marks and segment, and what each segment makes up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.customers.engine.book import UNIT, Book
from comptoir.decide.customers.engine.purchases import Ints
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
    return made_up(book, marks, at)


def made_up(book: Book, marks: Rfm, at: date) -> Segments:
    """Customers are put in the order of their squares once; each square and segment is then a run of them."""
    square = ((marks.recency - 1) * MARKS + marks.frequency - 1).astype(np.int8)
    order = np.argsort(square, kind="stable")
    ends = np.cumsum(np.bincount(square, minlength=MARKS * MARKS))
    runs = {
        (number // MARKS + 1, number % MARKS + 1): order[end - size : end]
        for number, (end, size) in enumerate(zip(ends, np.diff(ends, prepend=0), strict=True))
    }
    squares = {
        (recency, frequency): _square(book, runs[recency, frequency], recency, frequency)
        for recency in range(MARKS, 0, -1)
        for frequency in range(1, MARKS + 1)
    }
    parts = []
    for name in SEGMENTS:
        of_name = [place for place, one in squares.items() if one.segment == name.value]
        mine = np.concatenate([runs[place] for place in of_name]) if of_name else order[:0]
        parts.append(_part(book, mine, name.value))
    return Segments(at, book.size, money(int(book.amount.sum())), tuple(parts), tuple(squares.values()))


def _part(book: Book, mine: Ints, name: str) -> SegmentPart:
    silent = book.until - book.last[mine]
    middle = (len(silent) - 1) // 2
    median = int(np.partition(silent, middle)[middle]) if len(silent) else None
    return SegmentPart(
        name, len(silent), int(book.orders[mine].sum()), money(int(book.amount[mine].sum())), median
    )


def _square(book: Book, mine: Ints, recency: int, frequency: int) -> Square:
    name = SEGMENTS[int(GRID[recency - 1, frequency - 1])].value
    return Square(recency, frequency, name, len(mine), money(int(book.amount[mine].sum())))


def money(units: int) -> Decimal:
    return Decimal(units) / UNIT
