"""Which categories the same customers buy, in one order or in several."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.api import buyers, buyers_by

MOST = 60
"""Categories told, those of most customers."""


@dataclass(frozen=True, slots=True)
class Affinity:
    customers: int
    categories: tuple[str, ...]
    """Those of most customers first."""
    both: tuple[tuple[int, ...], ...]
    """Customers who bought of the one and of the other; on the diagonal those of the one."""

    def share(self, row: int, column: int) -> Decimal:
        """Of the customers of one category, those who bought of the other too."""
        return Decimal(self.both[row][column]) / self.both[row][row]

    def lift(self, row: int, column: int) -> Decimal:
        """How many times as many as among all customers."""
        return self.share(row, column) * self.customers / self.both[column][column]


def affinity(scope: Scope, at: date) -> Affinity:
    """Since the first day loaded, up to the evening of `at`."""
    found = buyers_by(scope, "category", at).combine_chunks()
    coded = found["value"].combine_chunks().dictionary_encode()
    names = coded.dictionary.to_pylist()
    codes, keys = coded.indices.to_numpy().astype(np.int64), found["customer_key"].to_numpy()
    size = np.bincount(codes, minlength=len(names))
    chosen = sorted(range(len(names)), key=lambda n: (-int(size[n]), names[n]))[:MOST]
    people, place = np.unique(keys, return_inverse=True)
    held = np.zeros((len(names), len(people)), dtype=np.float32)
    held[codes, place] = 1
    held = held[chosen]
    # Whole numbers below 2^24 are exact in 32 bits; nobody has so many customers of one category.
    both = np.rint(held @ held.T).astype(np.int64)
    return Affinity(
        buyers(scope, at).num_rows,
        tuple(names[n] for n in chosen),
        tuple(tuple(row) for row in both.tolist()),
    )
