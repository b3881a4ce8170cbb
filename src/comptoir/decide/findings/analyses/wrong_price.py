"""Products sold far below their own usual price since a few days."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from math import sqrt

from comptoir.core.calendar.api import EventKind, events
from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.prices import Fallen, fallen, shop_index
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, Product
from comptoir.measure.reading.api import Charged, charged_prices

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
    charged = charged_prices(facts.scope, period, number=facts.snapshot)
    prices = {sku: {day: float(one.price) for day, one in days.items()} for sku, days in charged.items()}
    index = shop_index(prices)
    judged: dict[str, Fallen] = {}
    for sku, days in prices.items():
        found = fallen([(day, days[day] / index[day]) for day in sorted(days) if index[day] > 0])
        if found is not None and max(days) > facts.day - timedelta(days=FRESH_DAYS):
            judged[sku] = found
    categories, products = facts.categories(period), facts.products(period)
    of_offers = _of_offers(judged, categories)
    candidates = [
        one
        for sku, found in judged.items()
        if found.is_low and sku in products and categories.get(sku, "") not in of_offers
        for one in (_candidate(facts, sku, found, charged[sku], products[sku], period),)
        if one is not None
    ]
    return Outcome(tuple(candidates), len(judged))


def _is_on_purpose(facts: Facts) -> bool:
    found = events(facts.scope, facts.last(FRESH_DAYS))
    return any(event.kind in _ON_PURPOSE or event.code in _SALES_DAYS for event in found)


def _of_offers(judged: Mapping[str, Fallen], categories: Mapping[str, str]) -> frozenset[str]:
    every = Counter(categories.get(sku, "") for sku in judged)
    low = Counter(categories.get(sku, "") for sku, found in judged.items() if found.is_low)
    return frozenset(
        name for name, count in low.items() if name and count >= max(_LEAST_TOGETHER, _TOGETHER * every[name])
    )


def _candidate(
    facts: Facts, sku: str, found: Fallen, days: Mapping[date, Charged], product: Product, period: Period
) -> Candidate | None:
    worth = facts.worth_of(product)
    # Cost, logistics and fees of a unit stay as they are: the fall of the price is a fall of its margin.
    usual_margin = found.usual * worth.rate
    margin = usual_margin - (found.usual - found.now)
    recent, before = (facts.day - found.since).days + 1, (found.since - period.start).days
    units = sum(float(one.units) for day, one in days.items() if day >= found.since)
    usual_units = sum(float(one.units) for day, one in days.items() if day < found.since)
    daily, usual_daily = units / recent, usual_units / before
    lost = usual_daily * usual_margin - daily * margin
    spread = sqrt(units * (margin / recent) ** 2 + usual_units * (usual_margin / before) ** 2)
    if lost <= 0:
        return None
    wide = _EIGHTY * spread
    return Candidate(
        {"product": sku},
        found.p_value,
        effect(*((lost + side) * MONTH_DAYS for side in (-wide, 0.0, wide)), worth.basis),
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
