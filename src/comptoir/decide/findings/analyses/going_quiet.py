"""Best customers who have fallen silent: longer than their own rhythm, and the season, would have it."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comptoir.core.periods import Grain, Period
from comptoir.decide.customers.api import Inconclusive, chances_of, marked
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, LackingError, Outcome, effect
from comptoir.decide.findings.engine.screening import RATE
from comptoir.decide.findings.engine.silence import orders_lost, quiet_ones, silences
from comptoir.decide.findings.facts import Facts, number

if TYPE_CHECKING:
    from comptoir.decide.customers.api import Book

BEST_VALUE = 5
"""Mark of the value: the fifth that bought most."""
LEAST_REPEATS = 3
LEAST_DAYS = 365
"""Of history, for a rhythm to show."""
LATEST_DAYS = 365
"""Whoever is silent for longer is gone, not going."""
SOON = 90
EPOCH = date(1970, 1, 1)


def look(facts: Facts) -> Outcome:
    """(Chance of buying within 90 days as it was after the last order - that of now) x what a purchase brings x margin
    rate, of all who have fallen silent, over 30 days."""
    book, marks = marked(facts.scope, facts.day, facts.snapshot)
    if not book.size or book.until - int(book.first.min()) < LEAST_DAYS:
        raise LackingError(_("It takes a year of orders of known customers for a rhythm to show."))
    best = (
        (marks.value == BEST_VALUE)
        & (book.days - 1 >= LEAST_REPEATS)
        & (book.until - book.last <= LATEST_DAYS)
    )
    places = np.flatnonzero(best)
    if not len(places):
        return Outcome()
    clock = _clock(facts, book)
    first, last = clock[book.first[places]], clock[book.last[places]]
    p_values = silences(book.days[places] - 1, last - first, clock[book.until] - first)
    inside, p_value = quiet_ones(p_values, RATE)
    quiet = places[inside]
    if not len(quiet):
        return Outcome((), 1)
    return Outcome((_candidate(facts, book, quiet, len(places), p_value),), 1)


def _candidate(facts: Facts, book: "Book", quiet: NDArray[np.int64], best: int, p_value: float) -> Candidate:
    chances = chances_of(book, SOON)
    stake, lost = None, 0.0
    if not isinstance(chances, Inconclusive):
        rate = facts.worth.rate * MONTH_DAYS / SOON
        each = book.spent[quiet] / book.days[quiet] * rate
        low, mid, high = orders_lost(chances.before[quiet], chances.soon[quiet], each)
        lost = float((chances.before[quiet] - chances.soon[quiet]).sum())
        stake = effect(low, mid, high, facts.worth.basis) if mid > 0 else None
    silent = np.sort(book.until - book.last[quiet])
    return Candidate(
        {"customers": "best"},
        p_value,
        stake,
        {
            "customers": str(len(quiet)),
            "best": str(best),
            "days": str(int(silent[(len(silent) - 1) // 2])),
            "lost": f"{lost:.0f}",
            "sales": f"{float(book.spent[quiet].sum()):.0f}",
        },
        (facts.plain("returning_customers", None, facts.last(SOON)),),
        facts.worth.doubts,
    )


def _clock(facts: Facts, book: "Book") -> NDArray[np.float64]:
    """Day since 1970 -> orders of known customers until its evening: time as the shop's own orders make it pass."""
    start = EPOCH.fromordinal(EPOCH.toordinal() + int(book.first.min()))
    rows = facts.ask(("orders",), Period(start, facts.day), ("customer_type",), Grain.DAY).rows
    orders = np.zeros(book.until + 1)
    for row in rows:
        if row.dimensions["customer_type"] == "returning" and row.period is not None:
            orders[(row.period - EPOCH).days] += number(row, "orders")
    return np.cumsum(orders)
