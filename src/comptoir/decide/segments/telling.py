"""Saved segments as commands and programs answer them."""

from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.segments.definition import sentence
from comptoir.decide.segments.queries import Segment, figures_of, saved


def definition_json(scope: Scope, one: Segment) -> dict[str, Any]:
    return {
        "id": one.id,
        "segment": one.name,
        "conditions": sentence(one.conditions, scope.currency, scope.language),
    }


def counts_json(scope: Scope, at: date, asked: list[Segment] | None = None) -> dict[str, Any]:
    """Who is in them and what they bring; all of the company if none is named."""
    segments = saved(scope) if asked is None else asked
    rows = [
        {
            **definition_json(scope, one),
            "customers": found.customers,
            "share": None if found.share is None else round(float(found.share), 6),
            "orders": found.orders,
            "sales": found.sales,
            "median_days_since_last": found.median_days,
            "expected_to_buy_within_90_days": found.buyers_soon,
        }
        for one, found in zip(segments, figures_of(scope, at, segments), strict=True)
    ]
    return {"at": at, "currency": scope.currency, "segments": rows}
