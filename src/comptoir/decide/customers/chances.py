"""The chance of each customer to buy again, by the model of purchases fitted on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comptoir.decide.customers.engine import bg_nbd
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.book import Book
from comptoir.decide.customers.engine.purchases import DAYS_OF_A_WEEK, Floats

SOON = 90
"""Days."""


@dataclass(frozen=True, slots=True)
class Chances:
    """One place for each customer, in the order of the book."""

    alive: Floats
    """Of still being a customer, who may buy much later."""
    within: Mapping[int, Floats]
    """Days -> the chance of buying at least once in so many days after the evening of the book."""

    @property
    def soon(self) -> Floats:
        return self.within[SOON]


def chances_of(book: Book, days: Sequence[int] = (SOON,)) -> Chances | Inconclusive:
    groups = book.purchases().groups()
    model = bg_nbd.fit(groups)
    if isinstance(model, Inconclusive):
        return model
    alive = model.alive(groups)[groups.place]
    return Chances(alive, {one: model.returns(groups, one / DAYS_OF_A_WEEK)[groups.place] for one in days})
