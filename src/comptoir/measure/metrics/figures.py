"""From measures to figures: sums first, ratios last, from exact numerators and denominators."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from comptoir.measure.metrics.catalogue.base import Metric, Term, Unit
from comptoir.measure.metrics.plan import parts

type Number = Decimal | int
type Value = Number | None
type Cell = Mapping[str, Number]
type Figure = Callable[[Cell, Cell], Value]
"""From a cell, and the cell at month 0 of the same cohort."""
type Sum = Callable[[Cell], Number]


def figure(metric: Metric, tax: str) -> Figure:
    """How the metric is worked out of a cell."""
    formula = metric.formula
    if formula is None:
        return lambda cell, first: None
    numerator = _sum(formula.numerator, tax)
    if formula.share_of_first:
        return lambda cell, first: _divided(numerator(cell), numerator(first))
    if formula.denominator:
        denominator = _sum(formula.denominator, tax)
        return lambda cell, first: _divided(numerator(cell), denominator(cell))
    if metric.unit is Unit.COUNT:
        return lambda cell, first: _whole_number(numerator(cell))
    return lambda cell, first: Decimal(numerator(cell))


def _sum(terms: tuple[Term, ...], tax: str) -> Sum:
    added = [name for term in terms if term.weight > 0 for name in parts(term, tax)]
    removed = [name for term in terms if term.weight < 0 for name in parts(term, tax)]

    def total(cell: Cell) -> Number:
        value: Number = 0
        for name in added:
            if name in cell:
                value += cell[name]
        for name in removed:
            if name in cell:
                value -= cell[name]
        return value

    return total


def _divided(numerator: Number, denominator: Number) -> Decimal | None:
    """Nothing is divided by nothing: without orders there is no average order, not an average of 0."""
    return Decimal(numerator) / Decimal(denominator) if denominator else None


def _whole_number(value: Number) -> Number:
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value
