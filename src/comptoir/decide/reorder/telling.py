"""Products and their stock as plain values, for programs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.reorder.lines import Line, Outlooks


def stock_json(scope: Scope, found: Outlooks, names: Mapping[str, str]) -> dict[str, Any]:
    """Every product that sells, the most urgent first."""
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": found.day,
        "snapshot": found.snapshot,
        "interval": {"level": 0.8, "method": "negative_binomial"},
        "cover_days": found.cover_days,
        "products": [told(one, names) for one in found.lines],
    }


def order_json(scope: Scope, found: Outlooks, names: Mapping[str, str]) -> dict[str, Any]:
    """What the default proposal orders, supplier by supplier."""
    chosen = sorted(found.chosen, key=lambda one: (one.terms.supplier.casefold(), one.sku))
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": found.day,
        "cover_days": found.cover_days,
        "lines": [
            {
                "sku": one.sku,
                "product": names.get(one.sku, one.sku),
                "quantity": one.to_order,
                "supplier": one.terms.supplier,
                "tied_up": one.cost,
            }
            for one in chosen
        ],
    }


def lacking_json(scope: Scope, day: date, why: str) -> dict[str, Any]:
    return {"company": scope.slug, "currency": scope.currency, "at": day, "lacking": why, "products": []}


def told(one: Line, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "product": names.get(one.sku, one.sku),
        "stock": one.stock,
        "sold_a_day": round(one.daily, 2),
        "forecast_a_day": round(one.ahead, 2) if one.stock is not None else None,
        "cover_days": None if one.cover_days is None else round(one.cover_days, 1),
        "out_on": one.out.mid,
        "out_early": one.out.early,
        "out_late": one.out.late,
        "delay_days": one.delay,
        "missing_days": one.missing_days,
        "missing": one.missing.mid,
        "missing_low": one.missing.low,
        "missing_high": one.missing.high,
        "lost": one.lost.mid if one.lost else None,
        "lost_low": one.lost.low if one.lost else None,
        "lost_high": one.lost.high if one.lost else None,
        "basis": one.lost.basis.value if one.lost else None,
        "order": one.to_order,
        "supplier": one.terms.supplier,
        "tied_up": one.cost if one.to_order else None,
        "limit": one.limit.value if one.limit else None,
    }
