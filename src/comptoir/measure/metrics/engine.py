"""From a query to a result, in named stages: parse, plan, run, compare, result. No stage skips back."""

from collections.abc import Mapping
from datetime import date

from ibis.expr import types as ir

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period, buckets
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import Cells, Labels, Value, figure, measured
from comptoir.measure.metrics.compare import compared_period, faced
from comptoir.measure.metrics.notes import notes
from comptoir.measure.metrics.plan import Plan, branches, unavailable
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Query, Question
from comptoir.measure.metrics.rates import RateBook, rate_table
from comptoir.measure.metrics.result import Result, Row
from comptoir.measure.metrics.source import FactSource


def answer(scope: Scope, query: Query, source: FactSource, profile: Profile, book: RateBook) -> Result:
    """The figures asked, of one company and one snapshot."""
    scope.require(Permission.VIEW_FIGURES)
    question = Question.parse(scope, query)
    missing = {one.name: why for one in question.metrics if (why := unavailable(one, profile)) is not None}
    known = [one for one in question.metrics if one.name not in missing]
    period = query.period or profile.loaded or Period(scope.today(), scope.today())
    plan = Plan(
        question,
        period,
        compared_period(scope, query, period),
        profile.loaded or period,
        branches(question, known, profile),
    )
    cells = _run(scope, plan, period, source, profile, book)
    compared = (
        faced(_run(scope, plan, plan.compared, source, profile, book), question, period, plan.compared)
        if plan.compared
        else {}
    )
    return Result(
        company=scope.slug,
        currency=question.currency,
        timezone=scope.timezone,
        tax=question.tax,
        snapshot=source.number,
        refreshed_at=source.refreshed_at,
        start=period.start,
        end=period.end,
        compared_start=plan.compared.start if plan.compared else None,
        compared_end=plan.compared.end if plan.compared else None,
        rows=_rows(plan, cells, compared, known) if known or profile.loaded else (),
        metrics=question.metrics,
        unavailable=missing,
        notes=notes(plan, known, profile),
    )


def _run(
    scope: Scope, plan: Plan, period: Period, source: FactSource, profile: Profile, book: RateBook
) -> Cells:
    return measured(source, plan, period, _rates(scope, plan, period, source, profile, book))


def _rates(
    scope: Scope, plan: Plan, period: Period, source: FactSource, profile: Profile, book: RateBook
) -> ir.Table | None:
    """Only amounts are converted, and only where a currency other than the answer's is met."""
    target = plan.question.currency
    facts = frozenset(branch.fact for branch in plan.branches if branch.has_money)
    foreign = set(profile.foreign(facts, period, target)) if target else set()
    for chosen in plan.question.filters:
        if chosen.dimension.name == "currency":
            foreign &= set(chosen.values)
    if not (target and foreign):
        return None
    currencies = tuple(sorted(foreign))
    return rate_table(source, facts, period, currencies, target, book(scope, currencies, target, period))


def _rows(plan: Plan, cells: Cells, compared: Cells, known: list[Metric]) -> tuple[Row, ...]:
    """Without dimensions every bucket has its row; with dimensions, every combination met."""
    ours = {b.start: b for b in buckets(plan.period, plan.question.grain, plan.question.week_start)}
    theirs = _facing(plan) if plan.compared else {}
    keys = {*cells, *compared}
    if not plan.question.by:
        keys |= {(start, ()) for start in ours}
    names = [found.name for found in plan.question.by]
    return tuple(
        Row(
            start,
            dict(zip(names, labels, strict=True)),
            _figures(plan, known, cells, (start, labels), ours.get(start)),
            _figures(plan, known, compared, (start, labels), theirs.get(start)) if plan.compared else {},
        )
        for start, labels in sorted(keys, key=_order)
    )


def _facing(plan: Plan) -> Mapping[date, Period]:
    if plan.compared is None:
        return {}
    grain, week_start = plan.question.grain, plan.question.week_start
    pairs = zip(
        buckets(plan.period, grain, week_start), buckets(plan.compared, grain, week_start), strict=False
    )
    return {ours.start: theirs for ours, theirs in pairs}


def _order(key: tuple[date, Labels]) -> tuple[date, list[tuple[bool, str]]]:
    return key[0], [(label is None, label or "") for label in key[1]]


def _figures(
    plan: Plan, known: list[Metric], cells: Cells, key: tuple[date, Labels], bucket: Period | None
) -> dict[str, Value]:
    """A loaded bucket without rows is 0; one outside the loaded days is unknown."""
    if bucket is None or bucket.overlap(plan.loaded) is None:
        return {metric.name: None for metric in known}
    cell = cells.get(key, {})
    return {
        metric.name: figure(metric, cell, plan.question.tax, _whole(plan, cells, key)) for metric in known
    }


def _whole(plan: Plan, cells: Cells, key: tuple[date, Labels]) -> Mapping[str, int] | None:
    """The cell of month 0 of the same cohort."""
    names = [found.name for found in plan.question.by]
    if "months_since_first" not in names:
        return None
    start, labels = key
    at = names.index("months_since_first")
    return cells.get((start, (*labels[:at], "0", *labels[at + 1 :])))  # type: ignore[return-value]
