"""What earns most where it is seen, as commands and programs read it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.merchandising.lines import Candidate, Ranking


def ranking_json(
    scope: Scope, found: Ranking, names: Mapping[str, str], category: str = ""
) -> dict[str, Any]:
    """The most earned first, of one category where it is named."""
    chosen = {one.sku for one in found.chosen(category)}
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": found.day,
        "snapshot": found.snapshot,
        "per_1000": found.seen_as.value,
        "basis": found.basis.value,
        "planned": found.planned,
        "level": 0.8,
        "not_compared": found.left_out,
        "stock_lacking": str(found.stock_lacking) or None,
        "products": [_told(one, names, is_chosen=one.sku in chosen) for one in found.of(category)],
    }


def _told(one: Candidate, names: Mapping[str, str], *, is_chosen: bool) -> dict[str, Any]:
    earned = one.per_thousand
    return {
        "sku": one.sku,
        "product": names.get(one.sku, one.sku),
        "category": one.category,
        "earns": earned.mid,
        "low": earned.low,
        "high": earned.high,
        "unit_earns": one.unit,
        "sold_in_28_days": one.sold,
        "views": one.seen,
        "season": Decimal(f"{one.season - 1:.4f}"),
        "stock": one.stock,
        "asked_for": one.asked,
        "limit": one.limit.value if one.limit else None,
        "is_chosen": is_chosen,
    }
