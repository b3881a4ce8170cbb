"""Products about to run out that sell."""

from collections.abc import Mapping
from datetime import timedelta

from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import Candidate, Outcome, effect
from comptoir.decide.findings.engine.cover import Units, clumping, missing
from comptoir.decide.findings.facts import FRESH_DAYS, PACE_DAYS, USUAL_DAYS, Facts, Product, number

LEAST_SOLD = 10
LONGEST_DELAY = 30
"""The stake is told over 30 days: what would be missing after them is not counted."""


def look(facts: Facts) -> Outcome:
    """Units missing before a delivery ordered today, x the margin of a unit."""
    now, usual = facts.last(PACE_DAYS), facts.last(USUAL_DAYS)
    levels = facts.by_one(("stock_on_hand",), facts.last(FRESH_DAYS), "product")
    recent, quarter = facts.products(now), facts.products(usual)
    clumps = _clumps(facts)
    delay = min(facts.delay_days, LONGEST_DELAY)
    candidates, tried = [], 0
    for sku, level in levels.items():
        stock = number(level, "stock_on_hand")
        # Of what is out nothing is sold: its pace is that of the quarter.
        period, sold = (now, recent) if stock > 0 else (usual, quarter)
        product = sold.get(sku)
        if product is None or product.units < LEAST_SOLD:
            continue
        tried += 1
        judged = missing(stock, product.units, period.days, delay, clumps)
        if judged.mid > 0:
            candidates.append(_candidate(facts, sku, stock, product, period, judged))
    return Outcome(tuple(candidates), tried)


def _clumps(facts: Facts) -> float:
    """From two like fortnights."""
    last = facts.last(PACE_DAYS // 2)
    before = Period(facts.last(PACE_DAYS).start, facts.last(PACE_DAYS // 2 + 1).start)
    first, second = (_units(facts.products(period)) for period in (before, last))
    skus = first.keys() | second.keys()
    return clumping([first.get(sku, 0) for sku in skus], [second.get(sku, 0) for sku in skus])


def _units(products: Mapping[str, Product]) -> dict[str, float]:
    return {sku: max(0.0, product.units) for sku, product in products.items()}


def _candidate(
    facts: Facts, sku: str, stock: float, product: Product, period: Period, judged: Units
) -> Candidate:
    worth = facts.worth_of(product)
    unit = product.price * worth.rate
    stake = (
        effect(judged.low * unit, judged.mid * unit, judged.high * unit, worth.basis) if unit > 0 else None
    )
    return Candidate(
        {"product": sku},
        judged.p_value,
        stake,
        {
            "variant": "out" if stock <= 0 else "",
            "product": sku,
            "stock": f"{stock:.0f}",
            "until": (facts.day + timedelta(days=int(judged.cover_days))).isoformat(),
            "delay": str(facts.delay_days),
            "units": f"{judged.mid:.0f}",
            "pace": f"{product.units / period.days:.1f}",
            "unit": f"{unit:.2f}",
        },
        (
            facts.plain("stock_on_hand", stock, facts.last(FRESH_DAYS), product=sku),
            facts.plain("units", product.units, period, product=sku),
            facts.plain("demand_sales", product.demand_sales, period, product=sku),
            facts.plain("gross_margin_rate", product.margin_rate, period, product=sku),
        ),
        worth.doubts,
    )
