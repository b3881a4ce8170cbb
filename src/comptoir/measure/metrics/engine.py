"""From a query to a result, in named stages: parse, plan, run, compare, result. No stage skips back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.beside import Measured, side_by_side
from comptoir.measure.metrics.catalogue.base import Metric, Text
from comptoir.measure.metrics.cells import Cells, measured
from comptoir.measure.metrics.columns import columns
from comptoir.measure.metrics.compare import compared_period, faced
from comptoir.measure.metrics.days import hull
from comptoir.measure.metrics.lines import Lines, lines
from comptoir.measure.metrics.memory import CellMemory
from comptoir.measure.metrics.notes import notes
from comptoir.measure.metrics.plan import Plan, branches, mixed, unavailable
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Query, Question
from comptoir.measure.metrics.ranking import Ranking
from comptoir.measure.metrics.rates import RateBook, rate_table
from comptoir.measure.metrics.reach import known_days
from comptoir.measure.metrics.result import Result, Row
from comptoir.measure.metrics.rows import rows
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.whole import whole

if TYPE_CHECKING:
    from ibis.expr import types as ir


@dataclass(frozen=True, slots=True)
class Means:
    """What an answer is worked out with."""

    source: FactSource
    profile: Profile
    book: RateBook
    memory: CellMemory | None = None
    twin: Callable[[], FactSource] | None = None
    """Opens the same source once more in another thread, where that is worth it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known once the statements have run."""

    plan: Plan
    known: list[Metric]
    missing: dict[str, Text]
    lines: Lines
    cells: Cells
    compared: Cells | None
    """Both as they were measured, before they face each other."""


def answer(scope: Scope, query: Query, means: Means) -> Result:
    """The figures asked, of one company and one snapshot."""
    found, profile = _answered(scope, query, means), means.profile
    plan, known, question = found.plan, found.known, found.plan.question
    is_told = bool(known) or profile.loaded is not None
    return Result(
        company=scope.slug,
        currency=question.currency,
        timezone=scope.timezone,
        tax=question.tax,
        snapshot=means.source.number,
        refreshed_at=means.source.refreshed_at,
        period=plan.period,
        compared=plan.compared,
        rows=rows(plan, known, found.lines) if is_told else (),
        found=found.lines.found if is_told else 0,
        metrics=question.metrics,
        unavailable=found.missing,
        notes=notes(plan, known, profile, found.cells),
        whole=_whole(scope, query, found, means) if query.with_whole and is_told else None,
    )


def _whole(scope: Scope, query: Query, found: Answered, means: Means) -> Row | None:
    def run(plan: Plan, period: Period) -> Cells:
        return _run(scope, plan, (period,), means)[0]

    return whole(scope, query, found.plan, found.known, found.cells, found.compared, run)


def in_columns(scope: Scope, query: Query, means: Means) -> pa.Table:
    """The same figures as floats in columns; see `columns`."""
    found = _answered(scope, query, means)
    return columns(found.plan, found.known, found.lines)


def ranking(scope: Scope, query: Query, means: Means) -> Ranking:
    """The values of the first dimension by the first metric, the largest first: no row is built."""
    ordered = replace(query, order=f"-{query.metrics[0]}")
    found = _answered(scope, ordered, means)
    if not found.known:
        return Ranking.nothing()
    return Ranking.of(found.lines.keys["dim_0"], found.known[0], found.plan.question.tax, found.lines.now)


def _answered(scope: Scope, query: Query, means: Means) -> Answered:
    scope.require(Permission.VIEW_FIGURES)
    profile = means.profile
    question = Question.parse(scope, query)
    reasons = {
        one.name: [
            why for why in (unavailable(one, profile), mixed(one, profile, question)) if why is not None
        ]
        for one in question.metrics
    }
    missing = {name: whys[0] for name, whys in reasons.items() if whys}
    known = [one for one in question.metrics if one.name not in missing]
    plan = _plan(scope, query, question, known, profile)
    periods = (plan.period, plan.compared) if plan.compared else (plan.period,)
    cells, *rest = _run(scope, plan, periods, means)
    compared = rest[0] if rest else None
    facing = faced(compared, plan) if compared is not None else None
    return Answered(plan, known, missing, lines(plan, known, cells, facing), cells, compared)


def _plan(scope: Scope, query: Query, question: Question, known: list[Metric], profile: Profile) -> Plan:
    days = {metric.name: known_days(metric, profile, question) for metric in known}
    loaded = hull(one for ranges in days.values() for one in ranges) or profile.loaded
    period = _closed(query.period, loaded or Period(scope.today(), scope.today()))
    return Plan(
        question,
        period,
        compared_period(scope, query, period),
        profile.loaded or period,
        days,
        branches(question, known, profile),
    )


def _closed(asked: Period | None, loaded: Period) -> Period:
    """What is asked, an open end (`date.min`, `date.max`) taken from the loaded days."""
    if asked is None:
        return loaded
    start = min(loaded.start, asked.end) if asked.start == date.min else asked.start
    end = max(loaded.end, start) if asked.end == date.max else asked.end
    return Period(start, end)


def _run(scope: Scope, plan: Plan, periods: tuple[Period, ...], means: Means) -> list[Cells]:
    rates = {period: _rates(scope, plan, period, means) for period in periods}
    if any(found is not None for found in rates.values()):
        return [measured(means.source, plan, period, rates[period]) for period in periods]

    def measure(source: FactSource, period: Period) -> Cells:
        return measured(source, plan, period, None)

    def find(missing: Sequence[Period]) -> list[Measured]:
        return side_by_side(measure, missing, means.source, means.twin)

    if means.memory is None:
        return [found.cells for found in find(periods)]
    return means.memory.recall(plan, periods, find)


def _rates(scope: Scope, plan: Plan, period: Period, means: Means) -> ir.Table | None:
    """Only amounts are converted, and only where a currency other than the answer's is met."""
    target = plan.question.currency
    facts = frozenset(branch.fact for branch in plan.branches if branch.has_money)
    foreign = set(means.profile.foreign(facts, period, target)) if target else set()
    for chosen in plan.question.filters:
        if chosen.dimension.name == "currency":
            foreign &= set(chosen.values)
    if not (target and foreign):
        return None
    currencies = tuple(sorted(foreign))
    known = means.book(scope, currencies, target, period)
    return rate_table(means.source, facts, period, currencies, target, known)
