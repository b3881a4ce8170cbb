"""Products that come back more often than the others of their category."""

from collections import defaultdict

from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engines.shares import larger_shares
from comptoir.decide.findings.facts import Facts

PERIOD_DAYS = 182
LEAST_SOLD = 20
LEAST_PRODUCTS = 8


def look(facts: Facts) -> Outcome:
    """(Own share returned - that of the others) x units sold in 30 days x the margin of a unit.

    Units returned are those of the period's refunds, whenever they were sold: nothing that is known later changes them.
    """
    period = facts.last(PERIOD_DAYS)
    products = facts.products(period)
    categories = facts.categories(period)
    groups: dict[str, list[str]] = defaultdict(list)
    for sku, product in products.items():
        if product.units >= LEAST_SOLD:
            groups[categories.get(sku, "")].append(sku)
    candidates, tried = [], 0
    for category, skus in groups.items():
        if len(skus) < LEAST_PRODUCTS:
            continue
        chosen = [products[sku] for sku in skus]
        returned = [min(max(one.units - one.net_units, 0.0), one.units) for one in chosen]
        shares = larger_shares(returned, [one.units for one in chosen])
        tried += len(shares)
        for sku, product, count, found in zip(skus, chosen, returned, shares, strict=True):
            if found.share <= found.others:
                continue
            worth = facts.worth_of(product)
            sold = product.units / PERIOD_DAYS * MONTH_DAYS
            unit = sold * product.price * worth.rate
            candidates.append(
                Candidate(
                    {"product": sku},
                    found.p_value,
                    effect(
                        (found.low - found.others) * unit,
                        (found.share - found.others) * unit,
                        (found.high - found.others) * unit,
                        worth.basis,
                    )
                    if unit > 0
                    else None,
                    {
                        "product": sku,
                        "category": category,
                        "share": f"{found.share:.4f}",
                        "others": f"{found.others:.4f}",
                        "returned": f"{count:.0f}",
                        "units": f"{product.units:.0f}",
                    },
                    (
                        facts.plain("units", product.units, period, product=sku),
                        facts.plain("net_units", product.net_units, period, product=sku),
                        facts.plain("net_sales", product.net_sales, period, product=sku),
                    ),
                    worth.doubts,
                )
            )
    return Outcome(tuple(candidates), tried)
