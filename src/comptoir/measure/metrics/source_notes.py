"""What a reader must know of figures made from other sources than sales: their days, their tool, their gaps."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pyarrow.compute as pc
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.core.money import format_long_day, format_percent
from comptoir.measure.metrics.catalogue.base import SALES, Metric, Text
from comptoir.measure.metrics.catalogue.source_measures import OPERATING_FEES
from comptoir.measure.metrics.cells import Cells
from comptoir.measure.metrics.days import Days, common, count
from comptoir.measure.metrics.figures import covered
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.reach import OF_VISITS, ONE_TOOL, source_of_record
from comptoir.measure.metrics.result import Note

PARTIAL_UNDER = Decimal("0.95")
CARRIAGE = "carriage"
COST_WORDS: dict[str, Text] = {
    "logistics": _("logistics fees"),
    "payment": _("payment fees"),
    "marketplace": _("marketplace fees"),
    "affiliation": _("affiliation fees"),
    CARRIAGE: _("what carriers charge"),
}
_COSTS_OF = {
    "operating_fee": OPERATING_FEES,
    "carriage": (CARRIAGE,),
    "affiliation_fee": ("affiliation",),
}
"""Measure -> the kinds of costs that it adds up."""
_CARRYING = frozenset({"logistics", CARRIAGE})
"""Either tells what carrying an order costs."""


def notes_of_sources(plan: Plan, known: list[Metric], profile: Profile, cells: Cells) -> Iterator[Note]:
    yield from _days(plan, known)
    yield from _tools(plan, known, profile)
    yield from _coverage(known, cells)
    yield from _operating_costs(known, profile)


def written(day: date) -> Any:
    """The day in the language of whoever reads the sentence."""
    return lazy(lambda: format_long_day(day, get_language() or "en"), str)()


def _percent(share: Decimal) -> Any:
    return lazy(lambda: format_percent(share, get_language() or "en"), str)()


def _days(plan: Plan, known: list[Metric]) -> Iterator[Note]:
    """Metrics that lack the same days are told together."""
    asked = [plan.period, *([plan.compared] if plan.compared else [])]
    lacking: dict[Days, list[str]] = {}
    for metric in known:
        days = plan.days[metric.name]
        if metric.formula is None or metric.formula.exports == {SALES}:
            continue
        if any(count(common(days, (period,))) < period.days for period in asked):
            lacking.setdefault(days, []).append(metric.name)
    for days, names in lacking.items():
        yield Note("days_known", _days_known(days), tuple(names))


def _days_known(days: Days) -> Text:
    if not days:
        return _("Its sources know no day in common.")
    first, last = days[0].start, days[-1].end
    if len(days) == 1:
        return format_lazy(
            _("Only the days from {start} to {end} are known; the others are left out."),
            start=written(first),
            end=written(last),
        )
    return format_lazy(
        _(
            "Only the days from {start} to {end} are known, {missing} of them missing; the others are left out."
        ),
        start=written(first),
        end=written(last),
        missing=(last - first).days + 1 - count(days),
    )


def _tools(plan: Plan, known: list[Metric], profile: Profile) -> Iterator[Note]:
    for fact in ONE_TOOL:
        names = tuple(metric.name for metric in known if metric.formula and fact in metric.formula.facts)
        record = source_of_record(fact, profile, plan.question)
        if not (names and record):
            continue
        others = sorted({one.source for one in profile.sources if one.fact == fact} - {record})
        words = _("Read from {source} alone: {others} measure the same days. Split by source to see each.")
        if fact in OF_VISITS and profile.choices.audience_source == record:
            words = _(
                "Read from {source} alone, the company's choice: {others} measure the same days. "
                "Split by source to see each."
            )
        yield Note("source_of_record", format_lazy(words, source=record, others=", ".join(others)), names)


def _coverage(known: list[Metric], cells: Cells) -> Iterator[Note]:
    """How much of the period's whole is known: under 95 % the figure is partial."""
    told: dict[tuple[str, Any], tuple[Text, list[str]]] = {}
    for metric in known:
        if metric.coverage is None:
            continue
        part, whole = (pc.sum(column).as_py() or 0 for column in covered(metric, cells))
        if not whole:
            continue
        share = Decimal(part) / Decimal(whole)
        is_partial = share < PARTIAL_UNDER
        if is_partial or metric.coverage.is_always_told:
            code = "partial" if is_partial else "covered"
            words = told.setdefault(
                (code, (metric.coverage, share)), (_covered(metric, share, is_partial), [])
            )
            words[1].append(metric.name)
    for (code, _what), (sentence, names) in told.items():
        yield Note(code, sentence, tuple(names))


def _covered(metric: Metric, share: Decimal, is_partial: bool) -> Text:
    words = format_lazy(cast("str", metric.coverage.words if metric.coverage else ""), share=_percent(share))
    return format_lazy("{} {}", _("Partial."), words) if is_partial else words


def _operating_costs(known: list[Metric], profile: Profile) -> Iterator[Note]:
    """Which costs are in a margin that several may be missing from, and whether bills or rules say them."""
    billed = {*profile.fee_kinds, *([CARRIAGE] if profile.parcels[0] else [])}
    ruled = {rule.kind.value for rule in profile.rules}
    in_ = billed | ruled
    told: dict[frozenset[str], list[str]] = {}
    for metric in known:
        if metric.formula and metric.formula.one_of and "operating_fee" in metric.formula.measures:
            told.setdefault(metric.formula.measures & set(_COSTS_OF), []).append(metric.name)
    for measures, names in told.items():
        kinds = [kind for measure in _COSTS_OF if measure in measures for kind in _COSTS_OF[measure]]
        missing = [kind for kind in kinds if kind not in in_ and not (kind in _CARRYING and in_ & _CARRYING)]
        yield Note(
            "costs_in",
            format_lazy(
                _("Costs that are in: {known}. Not known: {missing}."),
                known=_listed([_said(kind, billed, ruled) for kind in kinds if kind in in_]),
                missing=_listed([COST_WORDS[kind] for kind in missing]),
            ),
            tuple(names),
        )


def _said(kind: str, billed: set[str], ruled: set[str]) -> Text:
    if kind not in ruled:
        return COST_WORDS[kind]
    words = _("{cost} (by bill, else by rule)") if kind in billed else _("{cost} (by rule)")
    return format_lazy(words, cost=COST_WORDS[kind])


def _listed(words: list[Text]) -> Text:
    return format_lazy(", ".join("{}" for _word in words), *words) if words else _("none")
