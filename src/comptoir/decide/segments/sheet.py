"""A company's customers as conditions ask of them: each column is read when it is asked for first. Heavy."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.api import Purpose, standing
from comptoir.core.errors import InputError
from comptoir.core.periods import month_end
from comptoir.decide.customers.api import SEGMENT_WORDS, Inconclusive, chances_of, marked, why
from comptoir.decide.segments.engine.conditions import Condition, Test
from comptoir.decide.segments.engine.membership import Mask, members
from comptoir.decide.segments.fields import FIELDS
from comptoir.measure.ingest.api import customers_with_address
from comptoir.measure.metrics.api import buyers_of, returning_orders

if TYPE_CHECKING:
    from comptoir.decide.customers.api import Chances

EPOCH = date(1970, 1, 1)
_PLACES = tuple(SEGMENT_WORDS)


class Sheet:
    """As of the evening of `at`: nothing later is read."""

    def __init__(self, scope: Scope, at: date, snapshot: int | None = None) -> None:
        scope.require(Permission.VIEW_FIGURES)
        self.scope, self.at, self.snapshot = scope, at, snapshot
        self.book, self.marks = marked(scope, at, snapshot)
        self._known: dict[tuple[str, Test, str], Mask] = {}

    @property
    def size(self) -> int:
        return self.book.size

    def members(self, conditions: tuple[Condition, ...]) -> Mask:
        return members(conditions, self.answer, self.size)

    def answer(self, one: Condition) -> Mask:
        """Whether the condition holds of each customer; `is_not` is answered as `is`."""
        test = Test.IS if one.test is Test.IS_NOT else one.test
        key = (one.field, test, one.value)
        if key not in self._known:
            self._known[key] = self._answered(one.field, test, one.value)
        return self._known[key]

    @cached_property
    def chances(self) -> "Chances | Inconclusive":
        return chances_of(self.book)

    @cached_property
    def returned(self) -> NDArray[np.float64]:
        """Share of each customer's orders that came back at least in part."""
        found = returning_orders(self.scope, self.at, self.snapshot)
        counts = np.zeros(self.size)
        keys = found["customer_key"].to_numpy()
        places = np.searchsorted(self.book.key, keys)
        known = places < self.size
        known[known] = self.book.key[places[known]] == keys[known]
        counts[places[known]] = found["orders"].to_numpy()[known]
        return np.minimum(counts / np.maximum(self.book.orders, 1), 1.0)

    def _answered(self, name: str, test: Test, value: str) -> Mask:
        book = self.book
        if FIELDS[name].is_dimension:
            return self._among(buyers_of(self.scope, name, value, self.at, self.snapshot).to_numpy())
        match name:
            case "segment":
                return np.asarray(self.marks.segment == _PLACES.index(value))
            case "consent":
                words = standing(self.scope, Purpose(value), self.at)
                given = {address for address, word in words.items() if word.is_given}
                return self._among(np.array(customers_with_address(self.scope, given), dtype=np.int64))
            case "first_month":
                first = date.fromisoformat(f"{value}-01")
                day = first if test is Test.LEAST else month_end(first)
                return _beside(book.first, test, (day - EPOCH).days)
            case "recency":
                return _beside(book.until - book.last, test, int(value))
            case "orders":
                return _beside(book.orders, test, int(value))
            case "sales":
                return _beside(book.amount, test, book.units(Decimal(value)))
            case "returned":
                return _beside(self.returned * 100, test, float(value))
            case _:
                return _beside(self._chance() * 100, test, float(value))

    def _chance(self) -> NDArray[np.float64]:
        if isinstance(self.chances, Inconclusive):
            raise InputError(why(self.chances))
        return self.chances.soon

    def _among(self, keys: NDArray[np.int64]) -> Mask:
        return np.isin(self.book.key, keys)


def _beside(values: NDArray[np.int64] | NDArray[np.float64], test: Test, limit: float) -> Mask:
    return np.asarray(values >= limit if test is Test.LEAST else values <= limit)
