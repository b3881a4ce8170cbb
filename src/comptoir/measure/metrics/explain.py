"""What stands behind a figure: its formula, its source, what it was asked over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.costs.api import CostKind, CostRule, Rules, in_order
from comptoir.measure.metrics.catalogue.base import Metric, TaxRule, Text
from comptoir.measure.metrics.catalogue.dimensions import Dimension
from comptoir.measure.metrics.catalogue.measures import MEASURES
from comptoir.measure.metrics.catalogue.registry import dimensions, metric
from comptoir.measure.metrics.query import Query, Question

TAX_WORDS: dict[str, Text] = {
    "excluded": _("excluding tax"),
    "included": _("including tax"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    metric: Metric
    formula: Text
    sentence: Text
    """Label, formula and basis in one plain sentence."""
    unit: str
    good: str
    sources: tuple[Text, ...]
    facts: tuple[str, ...]
    """The facts it is read from."""
    dimensions: tuple[Dimension, ...]
    """What it can be split by."""
    by: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str | None, ...]], ...]
    tax: str | None
    """`excluded` or `included`; None where there is no amount."""
    currency: str | None
    notes: Text
    origin: Text
    snapshot: int | None
    refreshed_at: datetime | None
    rules: tuple[CostRule, ...] = ()
    """The cost rules that may be in the figure: those of its days."""


def explanation(
    scope: Scope,
    name: str,
    query: Query,
    snapshot: int | None,
    refreshed_at: datetime | None,
    rules: Rules = (),
) -> Explanation:
    scope.require(Permission.VIEW_FIGURES)
    found = metric(name)
    question = Question.parse(scope, query)
    tax = _tax(found, question)
    sentence = format_lazy("{} = {}", found.label, found.words)
    if tax:
        sentence = format_lazy("{} ({}, {})", sentence, question.currency or "", TAX_WORDS[tax])
    measures = found.formula.measures if found.formula else frozenset()
    return Explanation(
        metric=found,
        formula=found.words,
        sentence=sentence,
        unit=found.unit.value,
        good=found.good.value,
        sources=tuple(source.words for source in found.sources),
        facts=tuple(sorted({fact for one in measures for fact in MEASURES[one].facts})),
        dimensions=dimensions(found),
        by=tuple(one.name for one in question.by),
        filters=tuple((one.dimension.name, one.values) for one in question.filters),
        tax=tax,
        currency=question.currency,
        notes=found.notes,
        origin=found.origin,
        snapshot=snapshot,
        refreshed_at=refreshed_at,
        rules=_rules(rules, query) if any(MEASURES[one].is_of_fees for one in measures) else (),
    )


def _rules(rules: Rules, query: Query) -> Rules:
    first = query.period.start if query.period else date.min
    last = query.period.end if query.period else date.max
    return tuple(
        rule
        for kind in CostKind
        for rule in in_order(rules, kind)
        if rule.valid_from <= last and (rule.valid_to is None or rule.valid_to >= first)
    )


def _tax(found: Metric, question: Question) -> str | None:
    if found.tax is TaxRule.ASKED:
        return question.tax
    return None if found.tax is TaxRule.NONE else found.tax.value
