"""What each product sold in one half of a period and in the other: thousands of them, in columns. Heavy."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Texts = NDArray[np.str_]

METRICS = ("units", "net_units", "demand_sales")


@dataclass(frozen=True, slots=True)
class Sold:
    """Product by product."""

    units: Floats
    net_units: Floats
    demand_sales: Floats

    @property
    def returned(self) -> Floats:
        return np.minimum(np.maximum(self.units - self.net_units, 0.0), self.units)

    def __add__(self, other: Self) -> "Sold":
        return Sold(
            self.units + other.units,
            self.net_units + other.net_units,
            self.demand_sales + other.demand_sales,
        )

    def of(self, products: NDArray[np.int64]) -> "Sold":
        return Sold(self.units[products], self.net_units[products], self.demand_sales[products])


@dataclass(frozen=True, slots=True)
class Halves:
    skus: Texts
    categories: Texts
    """The one that each product sold most in."""
    first: Sold
    second: Sold


def halves_of(told: pa.Table) -> Halves:
    """From lines by product and category: the later half, and beside it the earlier one."""
    named = told.filter(told["product"].is_valid())
    lines, categories = _texts(named["product"]), _texts(named["category"].fill_null(""))
    skus, places = np.unique(lines, return_inverse=True)

    def summed(suffix: str) -> Sold:
        return Sold(
            *(
                np.bincount(places, named[name + suffix].fill_null(0.0).to_numpy(), len(skus))
                for name in METRICS
            )
        )

    units = sum(named["units" + suffix].fill_null(0.0).to_numpy() for suffix in ("", "__compare"))
    order = np.lexsort((categories, units, places))
    last = np.flatnonzero(np.diff(places[order], append=-1))
    return Halves(skus, categories[order[last]], summed("__compare"), summed(""))


def _texts(column: pa.ChunkedArray) -> Texts:
    return np.array(column.to_pylist(), dtype=np.str_)
