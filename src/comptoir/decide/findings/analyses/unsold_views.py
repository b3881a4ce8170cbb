"""Products that are seen and hardly bought."""

from collections import defaultdict

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Doubt, Outcome, effect
from comptoir.decide.findings.engine.cover import left_over
from comptoir.decide.findings.facts import FRESH_DAYS, Facts, Product, Worth, number

LEAST_VIEWS = 100
LEAST_EXPECTED = 5
"""Units that the others of the category would have sold in as many views: fewer are chance."""
LEAST_PRODUCTS = 5
NONE = Product(0, 0, 0, 0, None)


def look(facts: Facts) -> Outcome:
    """(Units that its views would have sold at the rate of the others of its category - units sold), over 30 days x
    the margin of a unit of those others. What is out of stock is left out: it cannot be bought."""
    period = facts.recent
    seen = facts.ask(("product_views",), period, ("product", "category")).rows
    products = facts.products(period)
    out = _out_of_stock(facts)
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for row in seen:
        sku, views = row.dimensions["product"], number(row, "product_views")
        if sku and views >= LEAST_VIEWS and sku not in out:
            groups[row.dimensions["category"] or ""][sku] = views
    candidates, tried = [], 0
    for category, views_of in groups.items():
        if len(views_of) < LEAST_PRODUCTS:
            continue
        views, sold = sum(views_of.values()), sum(products.get(sku, NONE).units for sku in views_of)
        for sku, own_views in views_of.items():
            own = products.get(sku, NONE)
            rate = (sold - own.units) / (views - own_views)
            expected = rate * own_views
            if expected < LEAST_EXPECTED:
                continue
            tried += 1
            # As stock that so many views should have sold.
            judged = left_over(expected, own.units, period.days, period.days, facts.clumps)
            if judged.mid <= 0:
                continue
            others = [products[one] for one in views_of if one != sku and one in products]
            unit, basis, doubts = _unit(facts, others)
            monthly = unit * MONTH_DAYS / period.days
            candidates.append(
                Candidate(
                    {"product": sku},
                    judged.p_value,
                    effect(judged.low * monthly, judged.mid * monthly, judged.high * monthly, basis)
                    if unit > 0
                    else None,
                    {
                        "variant": "" if own.units else "none",
                        "product": sku,
                        "category": category,
                        "views": f"{own_views:.0f}",
                        "sold": f"{own.units:.0f}",
                        "expected": f"{expected:.0f}",
                        "unit": f"{unit:.2f}",
                    },
                    (
                        facts.plain("product_views", own_views, period, product=sku),
                        facts.plain("units", own.units, period, product=sku),
                    ),
                    doubts,
                )
            )
    return Outcome(tuple(candidates), tried)


def _out_of_stock(facts: Facts) -> set[str]:
    """None where no stock is known: a page that nobody may buy from is then not told apart."""
    rows = facts.loosely(("stock_on_hand",), facts.last(FRESH_DAYS), ("product",)).rows
    return {
        sku
        for row in rows
        if (sku := row.dimensions["product"]) and row.values.get("stock_on_hand") is not None
        if number(row, "stock_on_hand") <= 0
    }


def _unit(facts: Facts, others: list[Product]) -> tuple[float, Basis, frozenset[Doubt]]:
    """What a unit of the others earns: of a product that sells nothing it is not known."""
    units = sum(one.units for one in others)
    known = [(one, facts.worth_of(one)) for one in others]
    margins = [(one, worth) for one, worth in known if worth.basis is Basis.MARGIN]
    # Of one basis only: of margin where it is known of all.
    chosen = (
        margins if len(margins) == len(known) else [(one, Worth(1.0, Basis.SALES)) for one, _worth in known]
    )
    if not units or not chosen:
        return 0.0, Basis.SALES, frozenset()
    earned = sum(one.demand_sales * worth.rate for one, worth in chosen)
    doubts = frozenset(doubt for _one, worth in chosen for doubt in worth.doubts)
    return earned / units, chosen[0][1].basis, doubts
