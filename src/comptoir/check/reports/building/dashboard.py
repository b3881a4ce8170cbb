"""Part 2: the twenty indicators, and the last thirteen weeks."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked, text_cell
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Grid, Kind, Note, Origin, Tone
from comptoir.core.charts.api import TrendPoint, TrendWords, trend
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period, bucket
from comptoir.decide.targets.api import Place, Progress, progress_of, targets_of
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import USUAL, Indicator, Reading, View, mature, repeat_cohort, tax_words
from comptoir.measure.reading.api import Figure as Number

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

LANDING = "landing"
WEEKS = 13
SIGNS = {"good": Tone.GOOD, "bad": Tone.BAD, "unusual": Tone.WARN}


def dashboard(asked: Asked) -> tuple[Block, ...]:
    answers = _Answers(asked)
    lacks: dict[str, list[str]] = {}
    rows = []
    for one in USUAL:
        missing = answers.lacks(one)
        if missing:
            lacks.setdefault(missing, []).append(str(one.label))
        else:
            rows.append(tuple(answers.row(one)))
    blocks: list[Block] = [
        Grid(
            "indicators",
            _("The usual indicators"),
            _columns(asked),
            tuple(rows),
            "indicators",
            _("Green or red only where the week leaves the 80 % interval of its forecast."),
        )
    ]
    if lacks:
        told = "; ".join(f"{reason} ({', '.join(labels)})" for reason, labels in lacks.items())
        blocks.append(Note("to_connect", _("Left out. %(what)s.") % {"what": told}))
    return (*blocks, *_course(asked))


def _columns(asked: Asked) -> tuple[Column, ...]:
    week = asked.week
    return (
        Column("label", _("Indicator")),
        Column("week", _("Week"), Kind.NUMBER),
        Column("before", _("Week before"), Kind.NUMBER),
        Column("last_year", _("Last year"), Kind.NUMBER),
        Column("target", _("Target, month"), Kind.NUMBER),
        Column("month", _("Month to date"), Kind.NUMBER),
        Column("year", _("%(year)s to date") % {"year": week.end.year}, Kind.NUMBER),
        Column("judged", _("Judgement")),
    )


class _Answers:
    """One question for each span of days."""

    def __init__(self, asked: Asked) -> None:
        self.asked, week = asked, asked.week
        names = {view: tuple(dict.fromkeys(one.metric for one in USUAL if one.view is view)) for view in View}
        usual = names[View.PERIOD]
        self.reading = Reading(
            week.period, "", Comparison.YEAR, asked.tax, Grain.WEEK, week.end + timedelta(days=1)
        )
        self.now = asked.run(usual, compare=Comparison.PREVIOUS)
        self.last_year = asked.run(usual, compare=week.comparison)
        self.month = asked.run(usual, week.month, kind=Grain.MONTH)
        self.year = asked.run(usual, week.year, compare=Comparison.YEAR, kind=Grain.YEAR)
        moved, compare = mature(self.reading)
        self.mature = asked.run(names[View.MATURE], moved, compare=compare, kind=Grain.TOTAL)
        self.cohort = asked.run(names[View.COHORT], repeat_cohort(self.reading), kind=Grain.TOTAL)
        self.landing: Progress = progress_of(asked.scope, Place("net_sales"), week.end, tax=asked.tax)
        month = week.month.start
        self.targets: Mapping[str, Number] = {
            one.place.metric: one.value
            for one in targets_of(asked.scope, month.year)
            if one.month == month and not one.place.dimension
        }
        self.lines = {line.metric.name: line for line in asked.found.figures.lines}

    def lacks(self, one: Indicator) -> str:
        if one.metric == LANDING:
            reason = self.landing.reason or _("The last day known lies too far back.")
            return str(reason).rstrip(".") if self.landing.landing is None else ""
        asked = {View.MATURE: self.mature, View.COHORT: self.cohort}.get(one.view, self.now)
        return str(asked.unavailable.get(one.metric, "")).rstrip(".")

    def row(self, one: Indicator) -> Iterator[Cell]:
        basis = tax_words(metric(one.metric), self.asked.tax)
        label = f"{one.label} ({basis})" if basis else str(one.label)
        if one.metric == LANDING:
            yield text_cell(label)
            yield from self._landed()
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
        asked, week = self.asked, self.asked.week
        yield asked.cell(name, self.now.total.values.get(name), week.period)
        yield asked.cell(name, self.now.total.compared.get(name), week.before)
        yield asked.cell(name, self.last_year.total.compared.get(name), week.last_year)
        yield asked.cell(name, self.targets.get(name), week.month, origin=Origin.TARGET)
        yield asked.cell(name, self.month.total.values.get(name), week.month)
        yield asked.cell(name, self.year.total.values.get(name), week.year)
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
        asked, week, landing = self.asked, self.asked.week, self.landing.landing
        whole = bucket(week.end, Grain.MONTH)
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
    """The last thirteen weeks, and the same a year before."""
    week, name = asked.week, "net_sales"
    if week.is_running:
        return
    period = Period(week.period.start - timedelta(days=7 * (WEEKS - 1)), week.end)
    found = asked.run((name,), period, grain=Grain.WEEK, compare=Comparison.YEAR)
    if not found.rows or found.compared is None:
        return
    one, points, rows = metric(name), [], []
    for row in found.rows:
        days = Period(row.period, row.period + timedelta(days=6))
        faced = days.moved(timedelta(days=-364))
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
    title = _("How do the last %(weeks)d weeks compare with last year?") % {"weeks": WEEKS}
    words = TrendWords(str(one.label), _("Last year"), _("Week"))
    columns = (Column("week", _("Week")), asked.column(name), asked.column(name, _("Last year")))
    told = ", ".join(f"{cells[0].shown}: {cells[1].shown}" for cells in rows[-4:])
    alternative = _("Net sales week by week beside the same weeks a year before. The last four: %(weeks)s.")
    yield Chart("course", title, trend(points, words), alternative % {"weeks": told}, "course_figures")
    yield Grid("course_figures", title, columns, tuple(rows), "chart")
