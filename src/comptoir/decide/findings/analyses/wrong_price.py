"""Products sold far below their own usual price since a few days."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import sqrt

import numpy as np

from comptoir.core.calendar.api import EventKind, events
from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.prices import fallen, low_now, shop_index
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, Product
from comptoir.measure.reading.api import Courses, charged_courses

FRESH_DAYS = 14
"""The last day with a sale is no older: a price that nobody pays costs nothing."""
_ON_PURPOSE = frozenset({EventKind.SOLDES, EventKind.PROMOTION, EventKind.CAMPAIGN, EventKind.PRICE_CHANGE})
_SALES_DAYS = ("black_friday", "cyber_monday")
_LEAST_TOGETHER, _TOGETHER = 3, 1 / 3
"""As many items of a category that fall together are an offer, no mistake."""
_EIGHTY = 1.2816
"""Of a normal law, on each side of 80 %."""


def look(facts: Facts) -> Outcome:
    """Margin of 30 days at the usual price and pace, less the margin of 30 days at the present ones.

    Nothing is looked at while prices are lowered on purpose: legal sales, Black Friday, events of the company.
    """
    period = facts.last(USUAL_DAYS)
    facts.ask(("units",), period)
    if _is_on_purpose(facts):
        return Outcome()
    courses = freed(charged_courses(facts.scope, period, facts.snapshot))
    is_judged, is_low = low_now(courses.items, courses.prices)
    last = np.zeros(len(is_judged), np.int64)
    last[courses.items] = courses.days
    is_judged &= last > facts.day.toordinal() - FRESH_DAYS
    judged = {courses.skus[place]: bool(is_low[place]) for place in np.flatnonzero(is_judged).tolist()}
    low = np.flatnonzero(is_judged & is_low).tolist()
    if not low:
        return Outcome((), len(judged))
    categories, products = facts.categories(period), facts.products(period)
    of_offers = _of_offers(judged, categories)
    candidates = [
        one
        for place in low
        if (sku := courses.skus[place]) in products and categories.get(sku, "") not in of_offers
        for one in (_candidate(facts, courses, place, products[sku], period),)
        if one is not None
    ]
    return Outcome(tuple(candidates), len(judged))


def _is_on_purpose(facts: Facts) -> bool:
    found = events(facts.scope, facts.last(FRESH_DAYS))
    return any(event.kind in _ON_PURPOSE or event.code in _SALES_DAYS for event in found)


def freed(courses: Courses) -> Courses:
    """Prices without what moved those of the whole shop that day."""
    index = shop_index(courses.items, courses.days, courses.prices)
    known = index > 0
    return Courses(
        courses.skus,
        courses.items[known],
        courses.days[known],
        courses.prices[known] / index[known],
        courses.units[known],
    )


def _of_offers(judged: Mapping[str, bool], categories: Mapping[str, str]) -> frozenset[str]:
    every = Counter(categories.get(sku, "") for sku in judged)
    low = Counter(categories.get(sku, "") for sku, is_low in judged.items() if is_low)
    return frozenset(
        name for name, count in low.items() if name and count >= max(_LEAST_TOGETHER, _TOGETHER * every[name])
    )


def _candidate(
    facts: Facts, courses: Courses, place: int, product: Product, period: Period
) -> Candidate | None:
    sku, own = courses.skus[place], slice(*np.searchsorted(courses.items, (place, place + 1)))
    days = [date.fromordinal(day) for day in courses.days[own].tolist()]
    found = fallen(list(zip(days, courses.prices[own].tolist(), strict=True)))
    if found is None:
        return None
    worth = facts.worth_of(product)
    # Cost, logistics and fees of a unit stay as they are: the fall of the price is a fall of its margin.
    usual_margin = found.usual * worth.rate
    margin = usual_margin - (found.usual - found.now)
    recent, before = (facts.day - found.since).days + 1, (found.since - period.start).days
    is_since = courses.days[own] >= found.since.toordinal()
    units, usual_units = (float(courses.units[own][part].sum()) for part in (is_since, ~is_since))
    daily, usual_daily = units / recent, usual_units / before
    lost = usual_daily * usual_margin - daily * margin
    spread = sqrt(units * (margin / recent) ** 2 + usual_units * (usual_margin / before) ** 2)
    if lost <= 0:
        return None
    wide = _EIGHTY * spread
    return Candidate(
        {"product": sku},
        found.p_value,
        effect((lost - wide) * MONTH_DAYS, lost * MONTH_DAYS, (lost + wide) * MONTH_DAYS, worth.basis),
        {
            "variant": "loss" if worth.basis is Basis.MARGIN and margin < 0 else "",
            "product": sku,
            "since": found.since.isoformat(),
            "now": f"{found.now:.2f}",
            "usual": f"{found.usual:.2f}",
            "daily": f"{daily:.1f}",
            "usual_daily": f"{usual_daily:.1f}",
            "margin": f"{margin:.2f}",
            "usual_margin": f"{usual_margin:.2f}",
        },
        (
            facts.plain("demand_sales", product.demand_sales, period, product=sku),
            facts.plain("units", product.units, period, product=sku),
        ),
        worth.doubts,
    )
