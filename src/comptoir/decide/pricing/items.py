"""What each item costs, and which have more stock than they will sell soon. Heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import LackingError, facts_of
from comptoir.measure.reading.api import product_names

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts

OFFERED = 200
PLENTY_DAYS = 90
_COST_DAYS = 365
_USUAL_DAYS = 91
_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Costs:
    units: Mapping[str, Decimal]
    selling_rate: Decimal | None
    """What logistics, payment and fees cost the whole shop per unit of net sales; None where nobody tells."""

    def of(self, sku: str) -> Decimal | None:
        return self.units.get(sku)


@dataclass(frozen=True, slots=True)
class Plenty:
    sku: str
    name: str
    stock: Decimal
    cover_days: Decimal | None
    """None: nothing of it was sold."""
    value: Decimal
    """Of the stock, at purchase cost."""


def unit_costs(facts: "Facts") -> Costs:
    """Of a year's sales; an item without a known cost is missing. Selling costs are those of the last quarter."""
    rows = facts.loosely(("cogs", "net_units"), facts.last(_COST_DAYS), ("product",)).rows
    units = {
        sku: Decimal(cost) / Decimal(count)
        for row in rows
        if (sku := row.dimensions["product"])
        and (cost := row.values.get("cogs"))
        and (count := row.values.get("net_units"))
        and count > 0
    }
    rates = facts.loosely(("gross_margin_rate", "cm2_rate"), facts.last(_USUAL_DAYS)).total.values
    gross, left = rates.get("gross_margin_rate"), rates.get("cm2_rate")
    selling = (
        max(Decimal(0), Decimal(gross) - Decimal(left)) if gross is not None and left is not None else None
    )
    return Costs(units, selling)


def plenty(scope: Scope, day: date) -> Sequence[Plenty]:
    """Items whose stock lasts longer than a quarter, the most money first: the first to think of for an offer."""
    facts = facts_of(scope, day)
    try:
        covers = facts.covers()
    except LackingError:
        return []
    costs = unit_costs(facts)
    found = []
    for sku, cover in covers.items():
        cost = costs.of(sku)
        if cover.stock <= 0 or cost is None or (cover.days is not None and cover.days < PLENTY_DAYS):
            continue
        days = Decimal(f"{cover.days:.0f}") if cover.days is not None else None
        stock = Decimal(f"{cover.stock:.0f}")
        found.append(Plenty(sku, sku, stock, days, stock * cost))
    found = sorted(found, key=lambda one: -one.value)[:_SHOWN]
    names = product_names(scope, [one.sku for one in found], facts.last(_USUAL_DAYS)) if found else {}
    return [
        Plenty(one.sku, names.get(one.sku, one.sku), one.stock, one.cover_days, one.value) for one in found
    ]
