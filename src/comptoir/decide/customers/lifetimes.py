"""What each customer may bring within a horizon, fitted on the company's own orders up to a day."""

from dataclasses import dataclass
from datetime import date

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.customers.engine.answers import Inconclusive, Why
from comptoir.decide.customers.engine.backtest import BackTest, backtest, days_held_out, fitted
from comptoir.decide.customers.engine.book import Book
from comptoir.decide.customers.engine.lifetime import Models, Worth, worth
from comptoir.decide.customers.reading import book_of, day_of
from comptoir.decide.customers.valuation import Valuation, valuation

HORIZON = 365


@dataclass(frozen=True, slots=True)
class Lifetimes:
    at: date
    horizon: int
    book: Book
    models: Models
    worth: Worth
    """In demand sales; times the rate of the valuation it is what the company gets."""
    valuation: Valuation
    backtest: BackTest | Inconclusive

    @property
    def rate(self) -> float:
        return float(self.valuation.rate)


def lifetimes(
    scope: Scope, at: date, horizon: int = HORIZON, snapshot: int | None = None
) -> Lifetimes | Inconclusive:
    """As if today were the evening of `at`."""
    scope.require(Permission.VIEW_FIGURES)
    book = book_of(scope, at, snapshot)
    models, valued = fitted(book), valuation(scope, at, snapshot)
    if isinstance(models, Inconclusive):
        return models
    if valued is None:
        return Inconclusive(Why.NO_SALES)
    purchases = book.purchases()
    told = worth(models, purchases, purchases.groups(), horizon)
    return Lifetimes(at, horizon, book, models, told, valued, _tested(scope, book, horizon, snapshot))


def _tested(scope: Scope, book: Book, horizon: int, snapshot: int | None) -> BackTest | Inconclusive:
    held = days_held_out(int(book.until - book.first.min() + 1), horizon)
    if isinstance(held, Inconclusive):
        return held
    return backtest(book_of(scope, day_of(book.until - held), snapshot), book)
