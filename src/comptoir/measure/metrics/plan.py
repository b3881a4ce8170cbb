"""The second stage: which facts answer the question, over which days, in which statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Basis, Metric, Source, Term, Text
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Question
from comptoir.measure.metrics.statements import Branch


@dataclass(frozen=True, slots=True)
class Plan:
    question: Question
    period: Period
    compared: Period | None
    loaded: Period
    branches: tuple[Branch, ...]


def unavailable(metric: Metric, profile: Profile) -> Text | None:
    """Why the metric cannot be answered from what is loaded, with what to connect; None if it can."""
    missing = _missing_sources(metric, profile)
    if missing:
        return format_lazy(
            _("No source yet: connect {sources}."), sources=_join(source.words for source in missing)
        )
    if metric.name == "return_rate" and "refund" in profile.facts and not profile.linked_returns:
        return _("The refunds loaded do not name the order that they refund.")
    return None


def _missing_sources(metric: Metric, profile: Profile) -> tuple[Source, ...]:
    if metric.formula is None:
        return tuple(source for source in metric.sources if source is not Source.ORDERS or not profile.facts)
    # A shop without any refund is a happy shop; one without orders is not connected.
    needed = metric.formula.facts - {"refund"} or {"order_line"}
    return () if needed <= profile.facts else (Source.ORDERS,)


def _join(words: Iterable[Text]) -> Text:
    listed = list(words)
    return format_lazy(", ".join("{}" for _word in listed), *listed)


def branches(question: Question, metrics: Iterable[Metric], profile: Profile) -> tuple[Branch, ...]:
    """Every measure needed, once, grouped by the statement that answers it."""
    grouped: dict[tuple[str, str, Kind], dict[str, None]] = {}
    for metric in metrics:
        for term in metric.formula.terms if metric.formula else ():
            for name in parts(term, question.tax):
                measure = MEASURES[name]
                if measure.fact in profile.facts:
                    grouped.setdefault(_way(name), {})[name] = None
    return tuple(
        Branch(fact, day, kind is Kind.REPEATED, tuple(sorted(names)))
        for (fact, day, kind), names in sorted(grouped.items())
    )


def _way(name: str) -> tuple[str, str, Kind]:
    """Measures read in the same way share a statement: sums with counts, which rollups may answer."""
    measure = MEASURES[name]
    kind = measure.kind
    if kind is Kind.COUNT and not measure.matured_days:
        kind = Kind.SUM
    return measure.fact, measure.date, kind


def parts(term: Term, tax: str) -> tuple[str, ...]:
    """The measures that the term adds up: the amount, the tax on it, or both."""
    if not MEASURES[term.measure].is_money or term.basis is Basis.EXCLUDED:
        return (term.measure,)
    twin = f"{term.measure}_tax"
    if term.basis is Basis.TAX:
        return (twin,)
    return (term.measure, twin) if tax == "included" else (term.measure,)
