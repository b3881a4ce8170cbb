"""Products about to run out that sell."""

from datetime import timedelta

from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import Candidate, Outcome, effect
from comptoir.decide.findings.engine.cover import Units, missing
from comptoir.decide.findings.facts import FRESH_DAYS, Facts, Product

LEAST_SOLD = 10
LONGEST_DELAY = 30
"""The stake is told over 30 days: what would be missing after them is not counted."""


def look(facts: Facts) -> Outcome:
    """Units missing before a delivery ordered today, x the margin of a unit."""
    delay = min(facts.delay_days, LONGEST_DELAY)
    candidates, tried = [], 0
    for sku, one in facts.stocked().items():
        if one.product.units < LEAST_SOLD:
            continue
        tried += 1
        judged = missing(one.stock, one.product.units, one.period.days, delay, facts.clumps)
        if judged.mid > 0:
            candidates.append(_candidate(facts, sku, one.stock, one.product, one.period, judged))
    return Outcome(tuple(candidates), tried)


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
