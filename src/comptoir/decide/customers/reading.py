"""The company's customers up to a day, from the facts."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.engine.book import NO_DAY, Book
from comptoir.decide.customers.engine.purchases import Ints
from comptoir.measure.metrics.api import buyers
from comptoir.measure.reading.api import loaded_days

EPOCH = date(1970, 1, 1)


def number_of(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=number)


def last_loaded_day(scope: Scope) -> date | None:
    """The evening that is taken for today's where none is named: that of the last day with orders loaded."""
    loaded = loaded_days(scope)
    return loaded.end if loaded else None


def book_of(scope: Scope, at: date, snapshot: int | None = None) -> Book:
    """Nothing after the evening of `at` is read."""
    found = buyers(scope, at, snapshot).combine_chunks()
    return Book(
        number_of(at),
        _whole(found["customer_key"]),
        _days(found["first_day"]),
        _days(found["last_day"]),
        _days(found["second_day"]),
        _whole(found["days"]),
        _whole(found["orders"]),
        _units(found["amount"]),
        _units(found["first_amount"]),
    )


def _whole(column: pa.ChunkedArray) -> Ints:
    values: Ints = column.cast(pa.int64()).to_numpy()
    return values


def _days(column: pa.ChunkedArray) -> Ints:
    values: Ints = column.cast(pa.int32()).cast(pa.int64()).fill_null(NO_DAY).to_numpy()
    return values


def _units(column: pa.ChunkedArray) -> Ints:
    """Exact: a DECIMAL with four places holds the number of units; its low half does while it fits in 64 bits."""
    narrow = column.cast(pa.decimal128(18, 4))
    parts = [
        np.frombuffer(chunk.buffers()[1], dtype=np.int64)[
            2 * chunk.offset : 2 * (chunk.offset + len(chunk)) : 2
        ]
        for chunk in narrow.chunks
        if len(chunk)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
