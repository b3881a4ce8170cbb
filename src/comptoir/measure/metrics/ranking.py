"""The values of a dimension from the largest figure on: how many make most of the whole, exactly.

A shop has tens of thousands of products, of which a page shows a few and a curve: they stay in columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import EXACT, Cells
from comptoir.measure.metrics.figures import LAST_PLACE, in_last_places, total

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SUMMED = 2**62
"""Below this, no sum of whole numbers leaves 64 bits."""


@dataclass(frozen=True, eq=False)
class Ranking:
    labels: pa.ChunkedArray
    units: "NDArray[Any]"
    """The figures in their last places, the largest first: 64 bits each, or Python's own whole numbers."""

    @classmethod
    def of(cls, labels: pa.ChunkedArray, metric: Metric, tax: str, cells: Cells) -> Self:
        """`cells` in the order of the metric, from the largest on. Only what adds up can be ranked so."""
        if metric.formula is None or not metric.is_additive:
            raise ValueError(f"{metric.name} does not add up")
        return cls(
            labels, _summable(pc.cast(total(metric.formula, metric.formula.numerator, tax, cells), EXACT))
        )

    @classmethod
    def nothing(cls) -> Self:
        return cls(pa.chunked_array([], pa.string()), np.empty(0, np.int64))

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def above_nothing(self) -> int:
        """How many figures are above 0: they are the first."""
        return int(np.count_nonzero(self.units > 0))

    def first(self, count: int) -> list[tuple[str | None, Decimal]]:
        return list(zip(self.labels[:count].to_pylist(), map(_decimal, self.units[:count]), strict=True))

    def reached(self, counts: Iterable[int]) -> list[Decimal]:
        """What the first so many make together, for each count from 1 on."""
        return [_decimal(self._sums[count - 1]) for count in counts]

    def needed(self, share: Decimal) -> int:
        """How few of the first make this share of all figures above 0."""
        if not self.above_nothing:
            return 0
        above, below = share.as_integer_ratio()
        sums = self._sums[: self.above_nothing]
        wanted = -(-int(sums[-1]) * above // below)  # the next whole number of last places
        return int(np.searchsorted(sums, wanted)) + 1

    @cached_property
    def _sums(self) -> "NDArray[Any]":
        return np.cumsum(self.units)


def _summable(column: pa.ChunkedArray) -> "NDArray[Any]":
    units = in_last_places(column)
    if units is not None and np.abs(units.astype(np.float64)).sum() < _SUMMED:
        return units
    # Not by Decimal's own arithmetic, which rounds to 28 digits.
    return np.array([int(Fraction(value) * 10**EXACT.scale) for value in column.to_pylist()], dtype=object)


def _decimal(units: Any) -> Decimal:
    return int(units) * LAST_PLACE
