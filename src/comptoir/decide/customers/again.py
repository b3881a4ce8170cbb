"""How likely the customers of each segment are to buy again, and by when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.chances import SOON, chances_of
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.rfm import SEGMENTS
from comptoir.decide.customers.segments import marked

DAYS = (30, SOON, 180, 365)
_EIGHTY = 1.2816
"""Standard errors on each side that hold 80 times in 100."""


@dataclass(frozen=True, slots=True)
class Again:
    segment: str
    customers: int
    within: dict[int, Decimal]
    """Days -> the share expected to buy at least once."""
    alive: Decimal
    """The share expected to be customers still."""
    buyers: tuple[int, int, int]
    """Of the next 90 days: low, expected, high, 80 times in 100."""


def again(scope: Scope, at: date) -> tuple[Again, ...] | Inconclusive:
    """Each customer's chances, added up; segments without customers are left out."""
    book, marks = marked(scope, at)
    chances = chances_of(book, DAYS)
    if isinstance(chances, Inconclusive):
        return chances
    found = []
    for place, name in enumerate(SEGMENTS):
        mine = marks.segment == place
        size = int(mine.sum())
        if not size:
            continue
        each = chances.soon[mine]
        middle, spread = float(each.sum()), _EIGHTY * float(np.sqrt((each * (1 - each)).sum()))
        buyers = tuple(round(min(max(n, 0.0), size)) for n in (middle - spread, middle, middle + spread))
        within = {days: _share(float(chances.within[days][mine].mean())) for days in DAYS}
        alive = _share(float(chances.alive[mine].mean()))
        found.append(Again(name.value, size, within, alive, (buyers[0], buyers[1], buyers[2])))
    return tuple(found)


def _share(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))
