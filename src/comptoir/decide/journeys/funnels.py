"""The funnel of a company: from sessions told one by one where there are any, else from what audience tools sum."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain
from comptoir.decide.journeys.engine.funnel import Step, Weakest, steps, weakest
from comptoir.measure.metrics.api import Query, run

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Result, Row

ONE_BY_ONE = ("site_sessions", "product_sessions", "cart_sessions", "checkout_sessions", "purchase_sessions")
SUMMED = ("sessions", "carts_seen", "checkouts_seen", "purchases_seen")
BASKET = ("cart_sessions", "carts_seen")
SPLITS = ("traffic_channel", "device", "country")
ALL_SPLITS = ("traffic_channel", "device", "landing_page", "country")
"""Sessions told one by one know where they began."""
MOST_SEGMENTS = 500


@dataclass(frozen=True, slots=True)
class Segment:
    value: str | None
    steps: tuple[Step, ...]
    before: tuple[Step, ...]
    """Of the days compared; empty where they are not known."""
    weakest: Weakest | None


@dataclass(frozen=True, slots=True)
class Funnel:
    metrics: tuple[str, ...]
    """Of the steps, in their order."""
    is_one_by_one: bool
    whole: Segment
    segments: tuple[Segment, ...]
    dimension: str
    dimensions: tuple[str, ...]
    sources: tuple[str, ...]
    """Those that tell of visits in these days."""
    notes: "tuple[Note, ...]"

    @property
    def worst(self) -> Step | None:
        """The step after the basket before which the largest share stops: looking around is no loss."""
        basket = next((place for place, name in enumerate(self.metrics) if name in BASKET), len(self.metrics))
        later = [one for one in self.whole.steps[basket + 1 :] if one.of_previous is not None]
        return min(later, key=lambda one: one.of_previous or 0.0, default=None)


def funnel(scope: Scope, asked: Query) -> Funnel | None:
    """`asked.by` names one dimension to split by, or none."""
    dimension = asked.by[0] if asked.by else ""
    kinds: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ((ONE_BY_ONE, ALL_SPLITS), (SUMMED, SPLITS))
    for metrics, dimensions in kinds:
        query = replace(asked, metrics=metrics, by=(), grain=Grain.TOTAL)
        result = run(scope, query)
        known = _known(metrics, result)
        if len(known) < 2:
            continue
        split = dimension if dimension in dimensions else dimensions[0]
        parts = run(
            scope, replace(query, metrics=known, by=(split,), limit=MOST_SEGMENTS, order=f"-{known[0]}")
        )
        whole = _segment(result.total, known, ())
        counts = [one.count for one in whole.steps]
        segments = tuple(_segment(row, known, counts, split) for row in parts.rows if row.values[known[0]])
        return Funnel(
            known,
            metrics == ONE_BY_ONE,
            whole,
            segments,
            split,
            dimensions,
            _sources(scope, query, known[0]),
            result.notes,
        )
    return None


def _known(metrics: Sequence[str], result: "Result") -> tuple[str, ...]:
    """Nothing without the visits themselves; a step that nobody tells is left out."""
    values = result.total.values if result.rows else {}
    known = tuple(name for name in metrics if values.get(name) is not None)
    return known if metrics[0] in known and values.get(metrics[0]) else ()


def _segment(row: "Row", metrics: Sequence[str], whole: Sequence[int], by: str = "") -> Segment:
    now, before = _counts(row.values, metrics), _counts(row.compared or {}, metrics)
    is_known = bool(before) and before[0] > 0
    return Segment(
        row.dimensions.get(by),
        tuple(steps(list(zip(metrics, now, strict=True)))),
        tuple(steps(list(zip(metrics, before, strict=True)))) if is_known else (),
        weakest(now, whole) if whole else None,
    )


def _counts(values: Any, metrics: Sequence[str]) -> list[int]:
    return [int(values.get(name) or 0) for name in metrics] if values else []


def _sources(scope: Scope, query: Query, visits: str) -> tuple[str, ...]:
    found = run(scope, replace(query, metrics=(visits,), by=("source",), compare=None))
    return tuple(source for row in found.rows if row.values[visits] and (source := row.dimensions["source"]))
