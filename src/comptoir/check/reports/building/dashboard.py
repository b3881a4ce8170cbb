"""Part 2: the twenty indicators, and the last thirteen weeks."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.account import budget_cell, label_of_year, year_account, year_cells
from comptoir.check.reports.building.asking import UNKNOWN, Asked, text_cell
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Grid, Kind, Note, Origin, Tone
from comptoir.core.charts.api import TrendPoint, TrendWords, trend
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period, add_months, bucket, compare_period
from comptoir.decide.targets.api import Place, Progress, progress_of, targets_of
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import USUAL, Indicator, Reading, View, mature, repeat_cohort, tax_words
from comptoir.measure.reading.api import Figure as Number

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

METRIC = "net_sales"
LANDING = "landing"
PLANNED = ("target", "budget")
COURSE = 13
"""Weeks, or months: the last month and the same one of last year both stand in it."""
SIGNS = {"good": Tone.GOOD, "bad": Tone.BAD, "unusual": Tone.WARN}


def dashboard(asked: Asked) -> tuple[Block, ...]:
    answers = asked.once(Answers)
    rows = tuple(tuple(answers.row(one)) for one in USUAL if not answers.lacks(one))
    note = str(naming.JUDGED[asked.span.grain])
    blocks: list[Block] = [
        _told(Grid("indicators", _("The usual indicators"), _columns(asked), rows, "indicators", note))
    ]
    if lacking := left_out(asked):
        blocks.append(Note("to_connect", _("Left out. %(what)s.") % {"what": lacking}))
    return (*blocks, *_course(asked))


def _told(grid: Grid) -> Grid:
    """Without the columns of targets and budgets where none is set."""
    kept = [
        place
        for place, one in enumerate(grid.columns)
        if one.name not in PLANNED or any(row[place].value is not None for row in grid.rows)
    ]
    return grid if len(kept) == len(grid.columns) else grid.of_columns(kept)


def left_out(asked: Asked) -> str:
    """The indicators that lack data, by what to connect."""
    answers = asked.once(Answers)
    lacks: dict[str, list[str]] = {}
    for one in USUAL:
        if missing := answers.lacks(one):
            lacks.setdefault(missing, []).append(str(one.label))
    return "; ".join(f"{reason} ({', '.join(labels)})" for reason, labels in lacks.items())


def _columns(asked: Asked) -> tuple[Column, ...]:
    span = asked.span
    return (
        Column("label", _("Indicator")),
        Column("week", str(naming.NOW[span.grain]), Kind.NUMBER),
        Column("before", str(naming.BEFORE[span.grain]), Kind.NUMBER),
        Column("last_year", _("Last year"), Kind.NUMBER),
        Column("target", _("Target, month"), Kind.NUMBER),
        Column("budget", _("Budget, month"), Kind.NUMBER)
        if span.grain is Grain.MONTH
        else Column("month", _("Month to date"), Kind.NUMBER),
        Column("year", _("%(year)s to date") % {"year": span.end.year}, Kind.NUMBER),
        Column("judged", _("Judgement")),
    )


class Answers:
    """One question for each span of days."""

    def __init__(self, asked: Asked) -> None:
        self.asked, span = asked, asked.span
        names = {view: tuple(dict.fromkeys(one.metric for one in USUAL if one.view is view)) for view in View}
        usual = names[View.PERIOD]
        self.reading = Reading(
            span.period, "", Comparison.YEAR, asked.tax, span.grain, span.end + timedelta(days=1)
        )
        self.now = asked.run(usual, compare=Comparison.PREVIOUS)
        self.last_year = asked.run(usual, compare=span.comparison)
        self.month = self.now if span.grain is Grain.MONTH else asked.run(usual, span.month, kind=Grain.MONTH)
        self.year = asked.run(usual, span.year, compare=Comparison.YEAR, kind=Grain.YEAR)
        moved, compare = mature(self.reading)
        self.mature = asked.run(names[View.MATURE], moved, compare=compare, kind=Grain.TOTAL)
        self.cohort = asked.run(names[View.COHORT], repeat_cohort(self.reading), kind=Grain.TOTAL)
        self.landing: Progress = progress_of(asked.scope, Place(METRIC), span.end, tax=asked.tax)
        month = span.month.start
        self.targets: Mapping[str, Number] = {
            one.place.metric: one.value
            for one in targets_of(asked.scope, month.year)
            if one.month == month and not one.place.dimension
        }
        self.lines = {line.metric.name: line for line in asked.found.figures.lines}

    def lacks(self, one: Indicator) -> str:
        if one.metric == LANDING and self.asked.span.grain is Grain.MONTH:
            return str(self.asked.once(year_account).no_landing).rstrip(".")
        if one.metric == LANDING:
            reason = self.landing.reason or _("The last day known lies too far back.")
            return str(reason).rstrip(".") if self.landing.landing is None else ""
        asked = {View.MATURE: self.mature, View.COHORT: self.cohort}.get(one.view, self.now)
        return str(asked.unavailable.get(one.metric, "")).rstrip(".")

    def row(self, one: Indicator) -> Iterator[Cell]:
        basis = tax_words(metric(one.metric), self.asked.tax)
        label = f"{one.label} ({basis})" if basis else str(one.label)
        if one.metric == LANDING:
            is_month = self.asked.span.grain is Grain.MONTH
            yield text_cell(str(label_of_year(self.asked)) if is_month else label)
            yield from year_cells(self.asked) if is_month else self._landed()
        elif one.view is View.CUMULATIVE:
            yield text_cell(label)
            yield from self._cumulative(one.metric)
        elif one.view is View.PERIOD:
            yield text_cell(label)
            yield from self._usual(one.metric)
        else:
            found = self.mature if one.view is View.MATURE else self.cohort
            days = format_period(found.period, self.asked.locale)
            words = _("won %(days)s") if one.view is View.COHORT else _("orders of %(days)s")
            yield text_cell(f"{label}, {words % {'days': days}}")
            yield from self._own_days(one.metric, found)

    def _usual(self, name: str) -> Iterator[Cell]:
        asked, span = self.asked, self.asked.span
        yield asked.cell(name, self.now.total.values.get(name), span.period)
        yield asked.cell(name, self.now.total.compared.get(name), span.before)
        yield asked.cell(name, self.last_year.total.compared.get(name), span.last_year)
        yield asked.cell(name, self.targets.get(name), span.month, origin=Origin.TARGET)
        if span.grain is Grain.MONTH:
            yield budget_cell(asked, name)
        else:
            yield asked.cell(name, self.month.total.values.get(name), span.month)
        yield asked.cell(name, self.year.total.values.get(name), span.year)
        yield self._judged(name)

    def _cumulative(self, name: str) -> Iterator[Cell]:
        asked, found = self.asked, self.year
        yield Cell(UNKNOWN)
        yield Cell(UNKNOWN)
        yield asked.cell(name, found.total.compared.get(name), found.compared or found.period)
        yield from (Cell(UNKNOWN), Cell(UNKNOWN))
        yield asked.cell(name, found.total.values.get(name), found.period)
        yield asked.change_cell(
            name, found.total.values.get(name), found.total.compared.get(name), found.period
        )

    def _own_days(self, name: str, found: "Result") -> Iterator[Cell]:
        asked = self.asked
        yield asked.cell(name, found.total.values.get(name), found.period)
        yield Cell(UNKNOWN)
        yield asked.cell(name, found.total.compared.get(name), found.compared or found.period)
        yield from (Cell(UNKNOWN),) * 4

    def _landed(self) -> Iterator[Cell]:
        asked, span, landing = self.asked, self.asked.span, self.landing.landing
        whole = bucket(span.end, Grain.MONTH)
        yield from (Cell(UNKNOWN), Cell(UNKNOWN), Cell(UNKNOWN))
        yield asked.cell(LANDING, self.landing.target, whole, origin=Origin.TARGET)
        expected = landing.expected if landing else None
        value = None if expected is None else metric_value(expected)
        yield asked.cell(LANDING, value, whole, origin=Origin.FORECAST)
        yield from (Cell(UNKNOWN), Cell(UNKNOWN))

    def _judged(self, name: str) -> Cell:
        line = self.lines.get(name)
        if line is None or line.expected is None or line.value is None:
            return Cell(UNKNOWN)
        if line.sign.value == "usual":
            return Cell(_("usual variation"))
        words = _("more than expected") if line.value > line.expected.high else _("less than expected")
        return Cell(words, tone=SIGNS.get(line.sign.value, Tone.NONE))


def metric_value(value: float) -> Number:
    return Decimal(repr(round(value, 2)))


def _course(asked: Asked) -> Iterator[Block]:
    """The last weeks or months, and the same a year before."""
    span, name = asked.span, METRIC
    if span.is_running:
        return
    first = (
        add_months(span.period.start, 1 - COURSE)
        if span.grain is Grain.MONTH
        else span.period.start - timedelta(days=7 * (COURSE - 1))
    )
    found = asked.run((name,), Period(first, span.end), grain=span.grain, compare=Comparison.YEAR)
    if not found.rows or found.compared is None:
        return
    one, points, rows = metric(name), [], []
    for row in found.rows:
        days = bucket(row.period, span.grain, asked.scope.week_start)
        faced = compare_period(days, span.grain, Comparison.YEAR, span.end, asked.scope.week_start)
        value, compared = row.values.get(name), row.compared.get(name)
        points.append(
            TrendPoint(
                row.period,
                format_period(days, asked.locale),
                value,
                asked.write(value, one),
                compared,
                asked.write(compared, one),
                format_period(faced, asked.locale),
            )
        )
        rows.append(
            (
                text_cell(format_period(days, asked.locale)),
                asked.cell(name, value, days),
                asked.cell(name, compared, faced),
            )
        )
    label = str(naming.NOW[span.grain])
    title = str(naming.COURSE[span.grain]) % {"count": COURSE}
    words = TrendWords(str(one.label), _("Last year"), label)
    columns = (Column("week", label), asked.column(name), asked.column(name, _("Last year")))
    told = ", ".join(f"{cells[0].shown}: {cells[1].shown}" for cells in rows[-4:])
    alternative = str(naming.COURSE_WORDS[span.grain]) % {"course": told}
    yield Chart("course", title, trend(points, words), alternative, "course_figures")
    yield Grid("course_figures", title, columns, tuple(rows), "chart")
