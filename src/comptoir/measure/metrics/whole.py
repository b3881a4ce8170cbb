"""All lines of an answer as one: summed from their cells where parts add up, else asked of the facts."""

from collections.abc import Callable
from dataclasses import replace

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.catalogue.measures import MEASURES
from comptoir.measure.metrics.cells import Cells, in_all
from comptoir.measure.metrics.compare import compared_period, faced
from comptoir.measure.metrics.lines import lines
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.result import Row
from comptoir.measure.metrics.rows import rows
from comptoir.measure.metrics.sight import Sight

type Run = Callable[[Plan, Period], Cells]
"""How the cells of a plan over a period are found."""


def whole(
    scope: Scope,
    query: Query,
    plan: Plan,
    known: list[Metric],
    cells: Cells,
    compared: Cells | None,
    run: Run,
) -> Row | None:
    """The very row that the question without dimension and grain answers; None where there is no such row.

    `cells` and `compared` are those of the plan over its periods.
    """
    if not _has_whole(plan, known):
        return None
    question = replace(plan.question, by=(), grain=Grain.TOTAL, sight=Sight())
    # Which days a whole is compared with hangs on the kind of its period, not on the grain of its parts.
    before = compared_period(scope, replace(query, grain=Grain.TOTAL), plan.period)
    total = replace(plan, question=question, compared=before)
    adds_up = all(MEASURES[name].is_additive for branch in plan.branches for name in branch.measures)
    now = in_all(cells, plan, plan.period) if adds_up else run(total, plan.period)
    then = None
    if before is not None:
        is_at_hand = adds_up and compared is not None and before == plan.compared
        then = faced(in_all(compared, plan, before) if is_at_hand else run(total, before), total)
    return rows(total, known, lines(total, known, now, then))[0]


def _has_whole(plan: Plan, known: list[Metric]) -> bool:
    """Amounts of several currencies are never added, nor shares of one cohort with those of another."""
    is_of_cohorts = any(metric.formula and metric.formula.share_of_first for metric in known)
    return plan.question.currency is not None and not is_of_cohorts
