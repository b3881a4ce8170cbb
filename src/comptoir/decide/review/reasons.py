"""Why the figures that left their interval did so: what the drivers say, in their own sentence."""

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison
from comptoir.decide.drivers.api import METRICS, Explanation, explain, sentence
from comptoir.decide.review.parts import Figures, Reason
from comptoir.decide.review.spans import Span

MOST = 3
"""Explained; the others are a click away."""


def reasons_of(scope: Scope, span: Span, figures: Figures, language: str) -> tuple[Reason, ...]:
    """The first by its segments too, the others by their factors alone: a morning is short."""
    moved = [line.metric for line in figures.lines if line.has_moved and line.metric.name in METRICS]
    told = []
    for place, one in enumerate(moved[:MOST]):
        found = explain(
            scope,
            one.name,
            span.period,
            Comparison.PREVIOUS,
            by=() if place else None,
            tax=figures.tax,
            kind=span.kind,
        )
        text = sentence(found, language) if isinstance(found, Explanation) else found.reason
        told.append(Reason(one, text))
    return tuple(told)
