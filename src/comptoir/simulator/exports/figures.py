"""Sums of a world's tables by some of their columns."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import Whole, column, decimal, trimmed


def within(table: pa.Table, first: date, last: date) -> pa.Table:
    """The rows of these days."""
    days = table["day"]
    after = pc.greater_equal(days, pa.scalar(first, pa.date32()))
    return table.filter(pc.and_(after, pc.less_equal(days, pa.scalar(last, pa.date32()))))


def summed(table: pa.Table, by: list[str], values: list[str]) -> pa.Table:
    """One row a combination of `by`, in their order, with the sums under their own names."""
    sums = table.group_by(by, use_threads=False).aggregate([(name, "sum") for name in values])
    sums = sums.rename_columns([name.removesuffix("_sum") for name in sums.column_names])
    return sums.select([*by, *values]).sort_by([(name, "ascending") for name in by])


def share(part: Whole, of: Whole, places: int = 2, sign: str = ".") -> pa.Array:
    """A hundredth of `of` each: « 1.6 »; nothing of nothing is 0."""
    return trimmed(decimal(100 * part / np.maximum(of, 1), places, sign))


def days(table: pa.Table, pattern: str = "%Y-%m-%d") -> pa.Array:
    return pc.strftime(column(table, "day"), pattern)
