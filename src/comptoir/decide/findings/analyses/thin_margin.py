"""Products that earn far less than their category does."""

from collections import defaultdict

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, LackingError, Outcome, effect
from comptoir.decide.findings.engine.peers import below_peers
from comptoir.decide.findings.facts import USUAL_DAYS, Facts

LEAST_SOLD = 10


def look(facts: Facts) -> Outcome:
    """(Median rate of the category - own rate) x the net sales of 30 days; interval: the category's quartiles."""
    period = facts.last(USUAL_DAYS)
    facts.ask(("gross_margin_rate",), period)
    if facts.worth.basis is not Basis.MARGIN:
        raise LackingError(facts.margin_words)
    categories = facts.categories(period)
    groups: dict[str, list[str]] = defaultdict(list)
    products = facts.products(period)
    for sku, product in products.items():
        if product.units >= LEAST_SOLD and product.net_sales > 0 and product.margin_rate is not None:
            groups[categories.get(sku, "")].append(sku)
    candidates, tried = [], 0
    for category, skus in groups.items():
        judged = below_peers([products[sku].margin_rate or 0.0 for sku in skus])
        for sku, found in zip(skus, judged, strict=True):
            if found is None:
                continue
            tried += 1
            if found.value >= found.low:
                continue
            sales = products[sku].net_sales / USUAL_DAYS * MONTH_DAYS
            candidates.append(
                Candidate(
                    {"product": sku},
                    found.p_value,
                    effect(
                        (found.low - found.value) * sales,
                        (found.usual - found.value) * sales,
                        (found.high - found.value) * sales,
                        Basis.MARGIN,
                    ),
                    {
                        "variant": "loss" if found.value < 0 else "",
                        "product": sku,
                        "category": category,
                        "rate": f"{found.value:.4f}",
                        "usual": f"{found.usual:.4f}",
                        "sales": f"{sales:.2f}",
                    },
                    (
                        facts.plain("gross_margin_rate", found.value, period, product=sku),
                        facts.plain("net_sales", products[sku].net_sales, period, product=sku),
                        facts.plain("units", products[sku].units, period, product=sku),
                    ),
                    facts.worth.doubts,
                )
            )
    return Outcome(tuple(candidates), tried)
