"""From measures to figures: sums first, ratios last, from exact numerators and denominators.

Sums are worked out a column at a time; only a division is made one figure at a time, for it must stay exact.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.measure.metrics.catalogue.base import Formula, Metric, Term, Unit, net
from comptoir.measure.metrics.cells import EXACT, Cells
from comptoir.measure.metrics.plan import parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Number = Decimal | int
type Value = Number | None

LAST_PLACE = Decimal(1).scaleb(-EXACT.scale)


def figures(metric: Metric, tax: str, cells: Cells, first: Cells | None = None) -> Sequence[Value]:
    """The figure of each cell. `first` holds the cell at month 0 of the same cohort, line by line."""
    formula = metric.formula
    if formula is None:
        return [None] * cells.num_rows
    found = _values(metric, formula, tax, cells, first)
    if metric.coverage is None:
        return found
    return [
        value if is_told else None
        for value, is_told in zip(found, _told(metric, cells).to_pylist(), strict=True)
    ]


def _values(metric: Metric, formula: Formula, tax: str, cells: Cells, first: Cells | None) -> Sequence[Value]:
    above = numbers(total(formula, formula.numerator, tax, cells))
    if formula.share_of_first:
        below = above if first is None else numbers(total(formula, formula.numerator, tax, first))
        return list(map(_divided, above, below))
    if formula.denominator:
        below = numbers(total(formula, formula.denominator, tax, cells))
        if formula.is_above_zero:
            below = [max(value, 0) for value in below]
        return [_scaled(value, formula.scale) for value in map(_divided, above, below)]
    return (
        [_whole_number(value) for value in above] if metric.unit is Unit.COUNT else list(map(Decimal, above))
    )


def _told(metric: Metric, cells: Cells) -> pa.ChunkedArray:
    """Whether anything is known of what the cell speaks of; true where it speaks of nothing."""
    known, whole = covered(metric, cells)
    return pc.or_(pc.not_equal(known, 0), pc.equal(whole, 0))


def covered(metric: Metric, cells: Cells) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """What is known, and all of it, in each cell."""
    if metric.formula is None or metric.coverage is None:
        raise ValueError(f"{metric.name} does not say how far it knows what it speaks of")
    found = (net(metric.coverage.known), net(metric.coverage.of))
    known, whole = (total(metric.formula, terms, "", cells) for terms in found)
    return known, whole


def ranks(metric: Metric, tax: str, cells: Cells) -> pa.Array:
    """What cells are put in order by: the sum itself, or the ratio as near as a float comes to it."""
    formula = metric.formula
    if formula is None:
        return pa.nulls(cells.num_rows, pa.float64())
    found = _ranked(formula, tax, cells)
    return pc.if_else(_told(metric, cells), found, None) if metric.coverage else found


def _ranked(formula: Formula, tax: str, cells: Cells) -> pa.ChunkedArray:
    above = total(formula, formula.numerator, tax, cells)
    if not formula.denominator:
        return above
    below = pc.cast(total(formula, formula.denominator, tax, cells), pa.float64())
    nothing = pc.less_equal(below, 0.0) if formula.is_above_zero else pc.equal(below, 0.0)
    return pc.divide(pc.cast(above, pa.float64()), pc.if_else(nothing, None, below))


def total(formula: Formula, terms: tuple[Term, ...], tax: str, cells: Cells) -> pa.ChunkedArray:
    """The terms of the formula added up in each cell; what no row speaks of counts as nothing."""
    sums: pa.ChunkedArray | None = None
    for term in terms:
        for name in map(formula.column, parts(term, tax)):
            if name not in cells.column_names:
                continue
            column = pc.fill_null(cells[name], 0)
            if sums is None:
                sums = column if term.weight > 0 else pc.negate(column)
            else:
                sums, column = _alike(sums, column)
                sums = pc.add(sums, column) if term.weight > 0 else pc.subtract(sums, column)
    if sums is None:
        return pa.chunked_array([pa.repeat(pa.scalar(0, pa.int64()), cells.num_rows)])
    return pc.cast(sums, EXACT) if pa.types.is_decimal(sums.type) else sums


def _alike(one: pa.ChunkedArray, other: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Both as decimals with room for a sum, if any of them is."""
    if one.type == other.type == pa.int64():
        return one, other
    room = pa.decimal128(EXACT.precision - 1, EXACT.scale)
    return pc.cast(one, room), pc.cast(other, room)


def numbers(column: pa.ChunkedArray) -> list[Number]:
    """As Python's exact numbers, a third of the time that the library takes for decimals."""
    if not pa.types.is_decimal(column.type):
        return list(column.to_pylist())
    units = in_last_places(column)
    if units is None:  # more than 64 bits: the slow way knows them
        return list(column.to_pylist())
    return [one * LAST_PLACE for one in map(Decimal, units.tolist())]


def in_last_places(column: pa.ChunkedArray) -> "NDArray[np.int64] | None":
    """Decimals as whole numbers of their last place; None if any of them takes more than 64 bits."""
    found = [np.empty(0, np.int64)]
    for chunk in column.chunks:
        words = np.frombuffer(chunk.buffers()[1], dtype=np.int64).reshape(-1, 2)
        low, high = words[chunk.offset : chunk.offset + len(chunk)].T
        if not np.array_equal(high, low >> 63):
            return None
        found.append(low)
    return np.concatenate(found)


def _divided(numerator: Number, denominator: Number) -> Decimal | None:
    """Nothing is divided by nothing: without orders there is no average order, not an average of 0."""
    return Decimal(numerator) / Decimal(denominator) if denominator else None


def _scaled(value: Decimal | None, scale: int) -> Decimal | None:
    return value if value is None or scale == 1 else value * scale


def _whole_number(value: Number) -> Number:
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value
