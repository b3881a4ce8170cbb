"""The second stage: which facts answer the question, over which days, in which statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Basis, Metric, Source, Term
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Question
from comptoir.measure.metrics.statements import Branch

type Text = Promise | str


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
    grouped: dict[tuple[str, str, bool], dict[str, None]] = {}
    for metric in metrics:
        for term in metric.formula.terms if metric.formula else ():
            for name in parts(term, question.tax):
                measure = MEASURES[name]
                if measure.fact in profile.facts:
                    key = (measure.fact, measure.date, measure.kind is Kind.REPEATED)
                    grouped.setdefault(key, {})[name] = None
    return tuple(Branch(*key, tuple(sorted(names))) for key, names in sorted(grouped.items()))


def parts(term: Term, tax: str) -> tuple[str, ...]:
    """The measures that the term adds up: the amount, the tax on it, or both."""
    if not MEASURES[term.measure].is_money or term.basis is Basis.EXCLUDED:
        return (term.measure,)
    twin = f"{term.measure}_tax"
    if term.basis is Basis.TAX:
        return (twin,)
    return (term.measure, twin) if tax == "included" else (term.measure,)


def whole_period(asked: Period | None, profile: Profile, today: date) -> Period:
    return asked or profile.loaded or Period(today, today)
