"""Stock that a year will not sell."""

from datetime import timedelta

from comptoir.core.ledger.api import Basis
from comptoir.core.periods import ALIGNED_YEAR
from comptoir.decide.findings.candidate import Candidate, Outcome, effect
from comptoir.decide.findings.engine.cover import clumping, left_over
from comptoir.decide.findings.facts import FRESH_DAYS, USUAL_DAYS, Facts, maybe, number

LEAST_STOCK = 5
HORIZON = 365


def look(facts: Facts) -> Outcome:
    """Units beyond a year's sales x their purchase cost: money tied up, which is no margin and ranked apart.

    The pace is the better of two quarters: the last one, and the coming one a year ago, so that what sells at
    Christmas does not sleep in spring. What was not in stock a quarter ago is new, and left out.
    """
    quarter = facts.last(USUAL_DAYS)
    coming = quarter.moved(timedelta(days=USUAL_DAYS) - ALIGNED_YEAR)
    levels = facts.by_one(("stock_on_hand",), facts.last(FRESH_DAYS), "product")
    then = facts.last(FRESH_DAYS).moved(timedelta(days=-USUAL_DAYS))
    before = facts.by_one(("stock_on_hand",), then, "product")
    recent, ahead = facts.products(quarter), facts.products(coming)
    costs = _unit_costs(facts)
    halves = [facts.products(facts.last(days)) for days in (USUAL_DAYS // 2, USUAL_DAYS - 1)]
    skus = levels.keys() & before.keys()
    second = [halves[0][sku].units if sku in halves[0] else 0.0 for sku in skus]
    both = [halves[1][sku].units if sku in halves[1] else 0.0 for sku in skus]
    clumps = clumping([whole - part for whole, part in zip(both, second, strict=True)], second)
    candidates, tried = [], 0
    for sku in sorted(skus):
        stock = number(levels[sku], "stock_on_hand")
        if stock < LEAST_STOCK or number(before[sku], "stock_on_hand") <= 0:
            continue
        tried += 1
        sold = max(products[sku].units if sku in products else 0.0 for products in (recent, ahead))
        judged = left_over(stock, sold, USUAL_DAYS, HORIZON, clumps)
        if judged.mid <= 0:
            continue
        cost = costs.get(sku)
        candidates.append(
            Candidate(
                {"product": sku},
                judged.p_value,
                effect(judged.low * cost, judged.mid * cost, judged.high * cost, Basis.TIED_UP)
                if cost
                else None,
                {
                    "variant": "" if sold else "none",
                    "product": sku,
                    "stock": f"{stock:.0f}",
                    "sold": f"{sold:.0f}",
                    "units": f"{judged.mid:.0f}",
                    "cost": f"{cost or 0:.2f}",
                },
                (
                    facts.plain("stock_on_hand", stock, facts.last(FRESH_DAYS), product=sku),
                    facts.plain("units", recent[sku].units if sku in recent else 0, quarter, product=sku),
                    facts.plain("units", ahead[sku].units if sku in ahead else 0, coming, product=sku),
                ),
            )
        )
    return Outcome(tuple(candidates), tried)


def _unit_costs(facts: Facts) -> dict[str, float]:
    """Of a year's sales; without any sale the cost of an item is not known here."""
    year = facts.last(HORIZON)
    rows = facts.loosely(("cogs", "net_units"), year, ("product",)).rows
    return {
        sku: cost / units
        for row in rows
        if (sku := row.dimensions["product"])
        and (cost := maybe(row, "cogs"))
        and (units := number(row, "net_units"))
    }
