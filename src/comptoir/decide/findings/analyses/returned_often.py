"""Products that come back more often than the others of their category."""

import numpy as np
from numpy.typing import NDArray

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.shares import chances, larger_shares
from comptoir.decide.findings.facts import Facts, Product
from comptoir.decide.findings.halves import Floats, Halves, Sold

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
    period, told = facts.last(PERIOD_DAYS), facts.halves(PERIOD_DAYS)
    whole = told.first + told.second
    kept = np.flatnonzero((whole.units >= LEAST_SOLD) & ~_is_event(told))
    # Without costs, nothing is known of a product that its sales do not say.
    products = facts.products(period) if facts.worth.basis is Basis.MARGIN else {}
    candidates, tried = [], 0
    for category in np.unique(told.categories[kept]):
        group = kept[told.categories[kept] == category]
        found = larger_shares(*_counts(whole.of(group))) if len(group) >= LEAST_PRODUCTS else None
        if found is None:
            continue
        tried += len(group)
        p_values = np.maximum(*(chances(*_counts(half.of(group))) for half in (told.first, told.second)))
        for place in np.flatnonzero((found.share > found.others) & (p_values <= CLEAR)):
            sku, units, net_units, demand = (
                column[group[place]].item()
                for column in (told.skus, whole.units, whole.net_units, whole.demand_sales)
            )
            share, others, low, high = (
                float(column[place]) for column in (found.share, found.others, found.low, found.high)
            )
            worth = facts.worth_of(products.get(sku, UNKNOWN))
            unit = demand / PERIOD_DAYS * MONTH_DAYS * worth.rate
            candidates.append(
                Candidate(
                    {"product": sku},
                    float(p_values[place]),
                    effect(
                        (low - others) * unit, (share - others) * unit, (high - others) * unit, worth.basis
                    )
                    if unit > 0
                    else None,
                    {
                        "product": sku,
                        "category": str(category),
                        "share": f"{share:.4f}",
                        "others": f"{others:.4f}",
                        "returned": f"{whole.returned[group[place]]:.0f}",
                        "units": f"{units:.0f}",
                    },
                    (
                        facts.plain("units", units, period, product=sku),
                        facts.plain("net_units", net_units, period, product=sku),
                        facts.plain("demand_sales", demand, period, product=sku),
                    ),
                    worth.doubts,
                )
            )
    return Outcome(tuple(candidates), tried)


def _counts(sold: Sold) -> tuple[Floats, Floats]:
    return sold.returned, np.maximum(sold.units, 1.0)


def _is_event(told: Halves) -> NDArray[np.bool_]:
    """Whether most of one quarter came back, and far less of the other."""
    shares = [
        np.divide(half.returned, half.units, out=np.zeros(len(half.units)), where=half.units > 0)
        for half in (told.first, told.second)
    ]
    low, high = np.minimum(*shares), np.maximum(*shares)
    found: NDArray[np.bool_] = (high > EVENT) & (low < high / 2)
    return found
