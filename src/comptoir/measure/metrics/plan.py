"""The second stage: which facts answer the question, over which days, in which statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import SOURCE_OF, Basis, Metric, Source, Term, Text, along
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind
from comptoir.measure.metrics.days import Days
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Question
from comptoir.measure.metrics.reach import known_days, source_of_record
from comptoir.measure.metrics.statements import Branch


@dataclass(frozen=True, slots=True)
class Plan:
    question: Question
    period: Period
    compared: Period | None
    loaded: Period
    """The days of sales, or those asked where there are none."""
    days: Mapping[str, Days]
    """The days known of each metric."""
    branches: tuple[Branch, ...]


def unavailable(metric: Metric, profile: Profile) -> Text | None:
    """Why the metric cannot be answered from what is loaded, with what to connect; None if it can."""
    missing = _missing_sources(metric, profile)
    if missing:
        return format_lazy(
            _("No source yet: connect {sources}."), sources=_join(source.words for source in missing)
        )
    if metric.formula is None:
        return _("Its sources are connected, but it is not worked out yet.")
    if any(MEASURES[name].is_of_brand for name in metric.formula.measures) and not profile.choices.brand:
        return _("The words of the brand are not said: the page « Brand and visits » asks them.")
    if metric.name == "return_rate" and "refund" in profile.facts and not profile.linked_returns:
        return _("The refunds loaded do not name the order that they refund.")
    return None


def mixed(metric: Metric, profile: Profile, question: Question) -> Text | None:
    """Why the metric has no one figure as it is asked: indices of several markets have no mean."""
    if metric.formula is None or "market_index" not in metric.formula.facts or len(profile.markets) < 2:
        return None
    if any(found.name == "market" for found in question.by) or any(
        chosen.dimension.name == "market" and len(chosen.values) == 1 for chosen in question.filters
    ):
        return None
    return format_lazy(
        _("Several indices are loaded: {names}. Split by market, or keep one (--where market=…)."),
        names=", ".join(profile.markets),
    )


def _missing_sources(metric: Metric, profile: Profile) -> tuple[Source, ...]:
    if metric.formula is None:
        return tuple(source for source in metric.sources if not source.facts & profile.facts)
    missing = {SOURCE_OF[fact] for fact in metric.formula.needed - profile.facts}
    if metric.formula.one_of and not metric.formula.one_of & profile.facts:
        missing |= {SOURCE_OF[fact] for fact in metric.formula.one_of}
    return tuple(source for source in Source if source in missing)


def _join(words: Iterable[Text]) -> Text:
    listed = list(words)
    return format_lazy(", ".join("{}" for _word in listed), *listed)


def branches(question: Question, metrics: Iterable[Metric], profile: Profile) -> tuple[Branch, ...]:
    """Every measure needed, once, grouped by the statement that answers it."""
    grouped: dict[tuple[str, str, Kind, bool, str], dict[str, None]] = {}
    within: dict[tuple[str, str], Days] = {}
    for metric in metrics:
        if metric.formula is None:
            continue
        days = known_days(metric, profile, question)
        for name in _asked(metric, question.tax):
            fact = MEASURES[name].fact
            if not MEASURES[name].facts <= profile.facts:
                continue
            others = along(metric.formula.exports, fact)
            if others and not days:  # never known together
                continue
            grouped.setdefault((*way(name), others), {})[name] = None
            within[fact, others] = days if others else ()
    return tuple(
        Branch(
            fact,
            day,
            kind is Kind.REPEATED,
            tuple(sorted(names)),
            others,
            within[fact, others],
            source_of_record(fact, profile, question),
        )
        for (fact, day, kind, _of_fees, others), names in sorted(grouped.items())
    )


def _asked(metric: Metric, tax: str) -> Iterable[str]:
    for term in metric.formula.terms if metric.formula else ():
        yield from parts(term, tax)
    if metric.coverage:
        yield from (metric.coverage.known, metric.coverage.of)


def way(name: str) -> tuple[str, str, Kind, bool]:
    """Measures read in the same way share a statement: sums with counts, which rollups may answer. What depends on cost
    rules stands apart, in rollups of its own."""
    measure = MEASURES[name]
    kind = measure.kind
    if kind is Kind.COUNT and not measure.matured_days:
        kind = Kind.SUM
    return measure.fact, measure.date, kind, measure.is_of_fees


def parts(term: Term, tax: str) -> tuple[str, ...]:
    """The measures that the term adds up: the amount, the tax on it, or both."""
    if not MEASURES[term.measure].is_money or term.basis is Basis.EXCLUDED:
        return (term.measure,)
    twin = f"{term.measure}_tax"
    if term.basis is Basis.TAX:
        return (twin,)
    return (term.measure, twin) if tax == "included" else (term.measure,)
