"""Products that come back more often than the others of their category."""

from collections import defaultdict
from collections.abc import Sequence

from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.shares import chances, larger_shares
from comptoir.decide.findings.facts import Facts, Sold

PERIOD_DAYS = 182
LEAST_SOLD = 20
LEAST_PRODUCTS = 8
NONE = Sold(0, 0)
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
    middle = facts.last(PERIOD_DAYS // 2 + 1).start
    products = facts.products(period)
    categories = facts.categories(period)
    halves = [facts.sold(half) for half in (Period(period.start, middle), facts.last(PERIOD_DAYS // 2))]
    groups: dict[str, list[str]] = defaultdict(list)
    for sku, product in products.items():
        if product.units >= LEAST_SOLD and not _is_event([half.get(sku) for half in halves]):
            groups[categories.get(sku, "")].append(sku)
    candidates, tried = [], 0
    for category, skus in groups.items():
        if len(skus) < LEAST_PRODUCTS:
            continue
        shares = larger_shares(*_counts([products[sku].sold for sku in skus]))
        of_halves = [chances(*_counts([half.get(sku, NONE) for sku in skus])) for half in halves]
        tried += len(shares)
        for sku, found, *both in zip(skus, shares, *of_halves, strict=True):
            product, p_value = products[sku], max(both)
            if found.share <= found.others or p_value > CLEAR:
                continue
            worth = facts.worth_of(product)
            sold = product.units / PERIOD_DAYS * MONTH_DAYS
            unit = sold * product.price * worth.rate
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
                        "returned": f"{product.sold.returned:.0f}",
                        "units": f"{product.units:.0f}",
                    },
                    (
                        facts.plain("units", product.units, period, product=sku),
                        facts.plain("net_units", product.net_units, period, product=sku),
                        facts.plain("demand_sales", product.demand_sales, period, product=sku),
                    ),
                    worth.doubts,
                )
            )
    return Outcome(tuple(candidates), tried)


def _counts(sold: Sequence[Sold]) -> tuple[list[float], list[float]]:
    return [one.returned for one in sold], [max(one.units, 1.0) for one in sold]


def _is_event(halves: Sequence[Sold | None]) -> bool:
    """Whether most of one quarter came back, and far less of the other."""
    low, high = sorted(one.returned / one.units if one and one.units else 0.0 for one in halves)
    return high > EVENT and low < high / 2
