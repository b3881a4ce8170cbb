"""A part of a long list of customers."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """So many rows after the first ones, the customers told by their key alone."""

    most: int
    offset: int = 0

    def of[T](self, rows: Sequence[T]) -> Sequence[T]:
        return rows[self.offset : self.offset + self.most]
