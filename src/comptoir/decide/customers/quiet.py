"""Good customers who have gone quiet: who bought often, long ago, and how likely each is to buy again soon."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.customers.chances import chances_of
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.rfm import SEGMENTS, Segment
from comptoir.decide.customers.reading import day_of
from comptoir.decide.customers.segments import marked, money

QUIET = (Segment.DEAR, Segment.AT_RISK)


@dataclass(frozen=True, slots=True)
class QuietCustomer:
    key: int
    last_order: date
    days: int
    """Since then."""
    orders: int
    sales: Decimal
    returns: Decimal
    """The chance of buying at least once within `SOON` days."""
    alive: Decimal
    """The chance of still being a customer, who may buy much later."""


def quiet(
    scope: Scope, at: date, most: int | None = None, snapshot: int | None = None
) -> tuple[QuietCustomer, ...] | Inconclusive:
    """Those who bought most first."""
    scope.require(Permission.VIEW_FIGURES)
    book, marks = marked(scope, at, snapshot)
    chances = chances_of(book)
    if isinstance(chances, Inconclusive):
        return chances
    mine = np.flatnonzero(np.isin(marks.segment, [SEGMENTS.index(one) for one in QUIET]))
    order = mine[np.lexsort((book.key[mine], -book.amount[mine]))][:most]
    return tuple(
        QuietCustomer(
            int(book.key[n]),
            day_of(int(book.last[n])),
            int(book.until - book.last[n]),
            int(book.orders[n]),
            money(int(book.amount[n])),
            _chance(chances.soon[n]),
            _chance(chances.alive[n]),
        )
        for n in order
    )


def _chance(value: float) -> Decimal:
    return Decimal(str(round(float(value), 4)))
