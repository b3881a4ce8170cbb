"""What the usual indicators are told from: a question for each span of days, its target, what was expected."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.check.reports.building.account import year_account
from comptoir.check.reports.building.asking import Asked
from comptoir.core.periods import Comparison, Grain
from comptoir.decide.targets.api import Place, Progress, progress_of, targets_of
from comptoir.measure.reading.api import USUAL, Indicator, Reading, View, mature, repeat_cohort
from comptoir.measure.reading.api import Figure as Number

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

METRIC = "net_sales"
LANDING = "landing"


class Answers:
    """One question for each span of days, put where its answer is first needed."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.span = asked, asked.span
        self.names = {
            view: tuple(dict.fromkeys(one.metric for one in USUAL if one.view is view)) for view in View
        }

    @cached_property
    def now(self) -> "Result":
        return self.asked.run(self.names[View.PERIOD], compare=Comparison.PREVIOUS)

    @cached_property
    def last_year(self) -> "Result":
        return self.asked.run(self.names[View.PERIOD], compare=self.span.comparison)

    @cached_property
    def month(self) -> "Result":
        return self.asked.run(self.names[View.PERIOD], self.span.month, kind=Grain.MONTH)

    @cached_property
    def year(self) -> "Result":
        usual = self.names[View.PERIOD]
        return self.asked.run(usual, self.span.year, compare=Comparison.YEAR, kind=Grain.YEAR)

    @cached_property
    def mature(self) -> "Result":
        moved, compare = mature(self._reading)
        return self.asked.run(self.names[View.MATURE], moved, compare=compare, kind=Grain.TOTAL)

    @cached_property
    def cohort(self) -> "Result":
        return self.asked.run(self.names[View.COHORT], repeat_cohort(self._reading), kind=Grain.TOTAL)

    @cached_property
    def landing(self) -> Progress:
        return progress_of(self.asked.scope, Place(METRIC), self.span.end, tax=self.asked.tax)

    @cached_property
    def targets(self) -> Mapping[str, Number]:
        month = self.span.month.start
        return {
            one.place.metric: one.value
            for one in targets_of(self.asked.scope, month.year)
            if one.month == month and not one.place.dimension
        }

    @cached_property
    def lines(self) -> Mapping[str, Any]:
        """What was expected of the days."""
        return {line.metric.name: line for line in self.asked.found.figures.lines}

    @property
    def _reading(self) -> Reading:
        span = self.span
        after = span.end + timedelta(days=1)
        return Reading(span.period, "", Comparison.YEAR, self.asked.tax, span.grain, after)

    def lacks(self, one: Indicator) -> str:
        if one.metric == LANDING and self.asked.span.grain is Grain.MONTH:
            return str(self.asked.once(year_account).no_landing).rstrip(".")
        if one.metric == LANDING:
            reason = self.landing.reason or _("The last day known lies too far back.")
            return str(reason).rstrip(".") if self.landing.landing is None else ""
        asked = {View.MATURE: self.mature, View.COHORT: self.cohort}.get(one.view, self.now)
        return str(asked.unavailable.get(one.metric, "")).rstrip(".")


def left_out(asked: Asked) -> str:
    """The indicators that lack data, by what to connect."""
    answers = asked.once(Answers)
    lacks: dict[str, list[str]] = {}
    for one in USUAL:
        if missing := answers.lacks(one):
            lacks.setdefault(missing, []).append(str(one.label))
    return "; ".join(f"{reason} ({', '.join(labels)})" for reason, labels in lacks.items())


def metric_value(value: float) -> Number:
    return Decimal(repr(round(value, 2)))
