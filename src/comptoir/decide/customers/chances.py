"""The chance of each customer to buy again, by the model of purchases fitted on all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comptoir.decide.customers.engine import bg_nbd
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.book import Book
from comptoir.decide.customers.engine.purchases import DAYS_OF_A_WEEK, Floats, Groups

SOON = 90
"""Days."""


@dataclass(frozen=True, slots=True)
class Chances:
    """One place for each customer, in the order of the book."""

    alive: Floats
    """Of still being a customer, who may buy much later."""
    before: Floats
    """Of buying within 90 days as it was on the evening of the last order."""
    within: Mapping[int, Floats]
    """Days -> the chance of buying at least once in so many days after the evening of the book."""

    @property
    def soon(self) -> Floats:
        return self.within[SOON]


def chances_of(book: Book, days: Sequence[int] = (SOON,)) -> Chances | Inconclusive:
    bought = book.purchases()
    groups = bought.groups()
    model = bg_nbd.fit(groups)
    if isinstance(model, Inconclusive):
        return model
    then = replace(bought, age=bought.last_after).groups()

    def within(one: int, at: Groups) -> Floats:
        found: Floats = model.returns(at, one / DAYS_OF_A_WEEK)[at.place]
        return found

    alive = model.alive(groups)[groups.place]
    return Chances(alive, within(SOON, then), {one: within(one, groups) for one in {SOON, *days}})
