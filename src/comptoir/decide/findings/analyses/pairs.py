"""Items that stand in one order more often than chance puts them there: to be offered together."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from comptoir.decide.customers.api import together
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Doubt, Outcome, effect
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, Product

if TYPE_CHECKING:
    from comptoir.decide.customers.api import ItemPair

MOST = 5
YEAR = 365
LEAST_LIFT = 1.5
ALREADY = 0.5
"""Of the rarer one's orders: where so many hold the other as well, the two are sold together already."""


def look(facts: Facts) -> Outcome:
    """Orders with both in 30 days x the margin of the less dear: the most that it can be, were the pair bought twice as
    often. The interval begins at 0: nobody knows from past orders what an offer would add."""
    found = together(facts.scope, facts.day, facts.snapshot)
    open_pairs = [one for one in found.pairs if one.lift >= LEAST_LIFT and one.follows <= ALREADY]
    if not open_pairs:
        return Outcome((), 1 if found.orders else 0)
    products = facts.products(facts.last(USUAL_DAYS))
    told = [one for pair in open_pairs if (one := _candidate(facts, pair, products)) is not None]
    told.sort(key=lambda one: -float(one.stake.mid) if one.stake else 0.0)
    return Outcome(tuple(told[:MOST]), len(told[:MOST]))


def _candidate(facts: Facts, pair: "ItemPair", products: Mapping[str, Product]) -> Candidate | None:
    sides = [
        (products[sku].price * facts.worth_of(products[sku]).rate, sku)
        for sku in (pair.sku, pair.other)
        if sku in products
    ]
    if len(sides) < 2:
        return None  # no longer sold
    added, sku = min(sides)
    month = pair.together / YEAR * MONTH_DAYS
    most = month * added
    worth = facts.worth_of(products[sku])
    return Candidate(
        {"product": pair.sku, "with": pair.other},
        pair.chance,
        effect(0.0, most / 2, most, worth.basis) if most > 0 else None,
        {
            "product": pair.sku,
            "other": pair.other_name.strip(),
            "together": str(pair.together),
            "lift": f"{pair.lift:.1f}",
            "follows": f"{pair.follows:.4f}",
            "unit": f"{added:.2f}",
        },
        (
            facts.plain("units", products[pair.sku].units, facts.last(USUAL_DAYS), product=pair.sku),
            facts.plain("units", products[pair.other].units, facts.last(USUAL_DAYS), product=pair.other),
        ),
        worth.doubts | {Doubt.UPPER_BOUND},
    )
