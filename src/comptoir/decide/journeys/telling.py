"""Ways to purchase as commands and programs read them. Heavy."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.decide.journeys.engine.credit import Model
from comptoir.decide.journeys.funnels import Funnel, Segment, funnel
from comptoir.decide.journeys.ways import Ways, ways
from comptoir.measure.metrics.api import Query
from comptoir.measure.reading.api import Reading, loaded_days


def told(scope: Scope, part: str, asked: Mapping[str, str]) -> dict[str, Any]:
    by = asked.get("by", "")
    query = Reading.parse(scope, asked, loaded_days(scope)).query((), by=(by,) if by else ())
    if part == "paths":
        return _of_ways(scope, query, "paths", _paths)
    if part == "credit":
        return _of_ways(scope, query, "channels", _credit)
    return _funnel(scope, query)


def _funnel(scope: Scope, asked: Query) -> dict[str, Any]:
    """Visits step by step, whole and by the first dimension asked; `lacking` says why there are none."""
    found = funnel(scope, asked)
    head = _head(scope, asked)
    if found is None:
        return {**head, "lacking": _("No visit is known in these days."), "steps": [], "segments": []}
    return {
        **head,
        "is_one_by_one": found.is_one_by_one,
        "sources": found.sources,
        "dimension": found.dimension,
        "dimensions": found.dimensions,
        "steps": _steps(found.whole),
        "segments": [_segment(found, one) for one in found.segments],
    }


def _head(scope: Scope, asked: Query) -> dict[str, Any]:
    days = asked.period
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "period": {"from": days.start, "to": days.end} if days else None,
    }


def _steps(one: Segment) -> list[dict[str, Any]]:
    before = one.before or (None,) * len(one.steps)
    return [
        {
            "step": step.name,
            "count": step.count,
            "of_visits": _share(step.of_all),
            "of_step_before": _share(step.of_previous),
            "lost": step.lost if place else None,
            "of_step_before_then": _share(then.of_previous) if then else None,
        }
        for place, (step, then) in enumerate(zip(one.steps, before, strict=True))
    ]


def _segment(found: Funnel, one: Segment) -> dict[str, Any]:
    weak = one.weakest
    return {
        "segment": one.value,
        "visits": one.steps[0].count,
        **{step.name: _share(step.of_previous) for step in one.steps[1:]},
        "conversion": _share(one.steps[-1].of_all),
        "conversion_then": _share(one.before[-1].of_all) if one.before else None,
        "weakest": found.metrics[weak.place] if weak else None,
        "missing": round(weak.lost) if weak else None,
    }


def _of_ways(
    scope: Scope, asked: Query, name: str, rows: Callable[[Ways], Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    found = ways(scope, asked.period, asked.snapshot) if asked.period else None
    head = _head(scope, asked)
    if found is None:
        return {**head, "lacking": _("No visit of these days leads to an order."), name: []}
    return {
        **head,
        "tax": "excluded",
        "orders": found.orders,
        "all_orders": found.all_orders,
        "sales": found.sales,
        name: rows(found),
    }


def _paths(found: Ways) -> list[dict[str, Any]]:
    """The channels of the visits before orders, the most frequent ways first."""
    return [
        {
            "path": [found.channels[at] for at in one.channels],
            "orders": one.orders,
            "share": round(one.orders / found.orders, 6),
            "sales": Decimal(one.cents) / 100,
            "days": round(one.days),
        }
        for one in found.paths
    ]


def _credit(found: Ways) -> list[dict[str, Any]]:
    """What each of five rules credits to each channel."""
    rows = [
        {
            "channel": name,
            **{one.value: Decimal(found.credits[one].cents[place]) / 100 for one in Model},
            "orders": round(found.credits[Model.LAST].orders[place]),
        }
        for place, name in enumerate(found.channels)
    ]
    return sorted(rows, key=lambda one: -one[Model.LAST.value])


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
