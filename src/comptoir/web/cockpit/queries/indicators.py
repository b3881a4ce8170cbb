"""The table of indicators: the period, what it is compared with, month and year to date."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period, bucket_start
from comptoir.measure.metrics.api import Metric, Query, metric, run
from comptoir.measure.reading.api import (
    USUAL,
    Change,
    Figure,
    Indicator,
    Reading,
    View,
    change,
    mature,
    repeat_cohort,
    short,
    tax_words,
    written,
)
from comptoir.web.cockpit.queries.landing import LANDING, LandingShown, landing
from comptoir.web.cockpit.queries.trend import AGAINST

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Result, Row

OF_SOME_DAYS = ("days_known", "not_loaded")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in short, and in full beside it."""

    value: str
    full: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    name: str
    """Of the metric that explains it."""
    label: Any
    unit: Any
    metric: Metric
    figures: Mapping[str, Shown] = field(default_factory=dict)
    """By column; empty where a source is missing."""
    change: Change | None = None
    note: str = ""
    """The days it covers, where they are not those of the page."""
    lacks: Any = ""
    """What to connect, as a sentence."""


@dataclass(frozen=True, slots=True)
class Indicators:
    lines: tuple[IndicatorLine, ...]
    period: str
    against: Any
    month: str
    year: str
    notes: "tuple[Note, ...]"


@dataclass(frozen=True, slots=True)
class Answers:
    """Every figure of the table: one question for each span of days."""

    period: "Result"
    month: "Result"
    year: "Result"
    mature: "Result"
    cohort: "Result"


def indicators(scope: Scope, reading: Reading, locale: str) -> Indicators:
    end = reading.period.end
    month = Period(bucket_start(end, Grain.MONTH), end)
    year = Period(bucket_start(end, Grain.YEAR), end)
    answers = _ask(scope, reading, month, year)
    return Indicators(
        lines=tuple(_line(one, answers, scope, reading, locale) for one in USUAL),
        period=format_period(reading.period, locale),
        against=AGAINST[reading.comparison],
        month=format_period(month, locale),
        year=format_period(year, locale),
        notes=tuple(_named(note) for note in answers.period.notes),
    )


def _named(note: "Note") -> "Note":
    """Several sources know several spans of days: each is told with whose they are."""
    if note.code not in OF_SOME_DAYS or not note.metrics:
        return note
    names = ", ".join(str(metric(name).label) for name in note.metrics)
    return replace(note, text=_("%(metrics)s: %(sentence)s") % {"metrics": names, "sentence": note.text})


def _ask(scope: Scope, reading: Reading, month: Period, year: Period) -> Answers:
    names = {view: tuple(dict.fromkeys(one.metric for one in USUAL if one.view is view)) for view in View}
    asked = names[View.PERIOD]
    moved, compare = mature(reading)
    return Answers(
        period=run(scope, reading.query(asked)),
        month=run(scope, Query(asked, period=month, tax=reading.tax, kind=Grain.MONTH)),
        year=run(scope, Query(asked, period=year, compare=Comparison.YEAR, tax=reading.tax, kind=Grain.YEAR)),
        mature=run(scope, Query(names[View.MATURE], period=moved, compare=compare, tax=reading.tax)),
        cohort=run(scope, Query(names[View.COHORT], period=repeat_cohort(reading))),
    )


def _line(one: Indicator, answers: Answers, scope: Scope, reading: Reading, locale: str) -> IndicatorLine:
    found = metric(one.metric)
    unit = tax_words(found, reading.tax)
    if one.metric == LANDING:
        return _landing_line(one, scope, reading, locale)
    asked = {View.MATURE: answers.mature, View.COHORT: answers.cohort}.get(one.view, answers.period)
    if lacks := asked.unavailable.get(one.metric):
        return IndicatorLine(one.metric, one.label, unit, found, lacks=lacks)
    figures = _figures(one, asked.total, answers)
    moved = change(figures["period"], figures["compared"], found, locale)
    return IndicatorLine(
        name=one.metric,
        label=one.label,
        unit=unit,
        metric=found,
        figures={
            column: Shown(
                short(figure, found, scope.currency, locale),
                written(figure, found, scope.currency, locale),
                figure,
            )
            for column, figure in figures.items()
        },
        change=moved,
        note=_days(one, asked, reading, locale),
    )


def _landing_line(one: Indicator, scope: Scope, reading: Reading, locale: str) -> IndicatorLine:
    """Where the month ends, against its target where one is set."""
    known, found = metric(one.metric), landing(scope, reading, locale)
    unit = tax_words(known, reading.tax)
    if not isinstance(found, LandingShown):
        return IndicatorLine(one.metric, one.label, unit, known, lacks=found)
    figures = {"period": found.expected, "compared": found.target, "month": found.actual, "year": None}
    return IndicatorLine(
        name=one.metric,
        label=one.label,
        unit=unit,
        metric=known,
        figures={
            column: Shown(
                short(figure, known, scope.currency, locale),
                written(figure, known, scope.currency, locale),
                figure,
            )
            for column, figure in figures.items()
        },
        change=found.change,
        note=found.note,
    )


def _figures(one: Indicator, row: "Row", answers: Answers) -> dict[str, Figure]:
    """By column; a figure whose days are its own has no month and no year."""
    year = answers.year.total
    if one.view is View.CUMULATIVE:
        value = year.values.get(one.metric)
        return {"period": value, "compared": year.compared.get(one.metric), "month": None, "year": value}
    has_own_days = one.view in (View.MATURE, View.COHORT)
    return {
        "period": row.values.get(one.metric),
        "compared": row.compared.get(one.metric),
        "month": None if has_own_days else answers.month.total.values.get(one.metric),
        "year": None if has_own_days else year.values.get(one.metric),
    }


def _days(one: Indicator, asked: "Result", reading: Reading, locale: str) -> str:
    if one.view is View.CUMULATIVE:
        return _("against the same days last year")
    if one.view is View.COHORT:
        return _("won %(days)s") % {"days": format_period(asked.period, locale)}
    return format_period(asked.period, locale) if asked.period != reading.period else ""
