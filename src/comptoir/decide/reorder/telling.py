"""Products and their stock as plain values, for programs."""

from collections.abc import Mapping
from typing import Any

from comptoir.decide.reorder.lines import Line


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
