"""Products that come back more often than the others of their category."""

from collections import defaultdict
from collections.abc import Sequence

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.shares import chances, larger_shares
from comptoir.decide.findings.facts import Facts, Product, Sold

PERIOD_DAYS = 182
LEAST_SOLD = 20
LEAST_PRODUCTS = 8
UNKNOWN = Product(0, 0, 0, 0, None)
CLEAR = 0.2
"""What chance explains as easily is looked at and not told in full: there are thousands of products."""
EVENT = 0.5
"""Of what a quarter sold, the share that comes back in one event: a large order undone, not a bad product."""


def look(facts: Facts) -> Outcome:
    """(Own share returned - that of the others) x units sold in 30 days x the margin of a unit.

    Units returned are those of the period's refunds, whenever they were sold: nothing that is known later changes them.
    It has to show in both quarters: the larger of their two p-values counts.
    """
    period = facts.last(PERIOD_DAYS)
    told = facts.halves(PERIOD_DAYS)
    halves = (told.first, told.second)
    whole = {sku: sold + told.second[sku] for sku, sold in told.first.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for sku, sold in whole.items():
        if sold.units >= LEAST_SOLD and not _is_event([half[sku] for half in halves]):
            groups[told.categories[sku]].append(sku)
    # Without costs, nothing is known of a product that its sales do not say.
    products = facts.products(period) if facts.worth.basis is Basis.MARGIN else {}
    candidates, tried = [], 0
    for category, skus in groups.items():
        if len(skus) < LEAST_PRODUCTS:
            continue
        shares = larger_shares(*_counts([whole[sku] for sku in skus]))
        of_halves = [chances(*_counts([half[sku] for sku in skus])) for half in halves]
        tried += len(shares)
        for sku, found, *both in zip(skus, shares, *of_halves, strict=True):
            sold, p_value = whole[sku], max(both)
            if found.share <= found.others or p_value > CLEAR:
                continue
            worth = facts.worth_of(products.get(sku, UNKNOWN))
            unit = sold.demand_sales / PERIOD_DAYS * MONTH_DAYS * worth.rate
            candidates.append(
                Candidate(
                    {"product": sku},
                    p_value,
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
                        "returned": f"{sold.returned:.0f}",
                        "units": f"{sold.units:.0f}",
                    },
                    (
                        facts.plain("units", sold.units, period, product=sku),
                        facts.plain("net_units", sold.net_units, period, product=sku),
                        facts.plain("demand_sales", sold.demand_sales, period, product=sku),
                    ),
                    worth.doubts,
                )
            )
    return Outcome(tuple(candidates), tried)


def _counts(sold: Sequence[Sold]) -> tuple[list[float], list[float]]:
    return [one.returned for one in sold], [max(one.units, 1.0) for one in sold]


def _is_event(halves: Sequence[Sold]) -> bool:
    """Whether most of one quarter came back, and far less of the other."""
    low, high = sorted(one.returned / one.units if one.units else 0.0 for one in halves)
    return high > EVENT and low < high / 2
