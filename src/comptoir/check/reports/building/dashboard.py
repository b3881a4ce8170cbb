"""The twenty indicators, and how sales ran."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.account import budget_cell, label_of_year, year_cells
from comptoir.check.reports.building.answers import LANDING, Answers, left_out, metric_value
from comptoir.check.reports.building.asking import UNKNOWN, Asked, text_cell
from comptoir.check.reports.building.course import course
from comptoir.check.reports.shapes import Block, Cell, Column, Grid, Kind, Note, Origin, Tone
from comptoir.core.money import format_period
from comptoir.core.periods import Grain, bucket
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import USUAL, Indicator, View, tax_words

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

PLANNED = ("target", "budget")
SIGNS = {"good": Tone.GOOD, "bad": Tone.BAD, "unusual": Tone.WARN}


def dashboard(asked: Asked) -> tuple[Block, ...]:
    answers, lines = asked.once(Answers), _Lines(asked)
    rows = tuple(tuple(lines.row(one)) for one in USUAL if not answers.lacks(one))
    note = str(naming.JUDGED[asked.span.grain])
    blocks: list[Block] = [
        _told(Grid("indicators", _("The usual indicators"), _columns(asked), rows, "indicators", note))
    ]
    if lacking := left_out(asked):
        blocks.append(Note("to_connect", _("Left out. %(what)s.") % {"what": lacking}))
    return (*blocks, *course(asked))


def _told(grid: Grid) -> Grid:
    """Without the columns of targets and budgets where none is set."""
    kept = [
        place
        for place, one in enumerate(grid.columns)
        if one.name not in PLANNED or any(row[place].value is not None for row in grid.rows)
    ]
    return grid if len(kept) == len(grid.columns) else grid.of_columns(kept)


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


class _Lines:
    """A line for each indicator, in the columns of the table."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.answers = asked, asked.once(Answers)

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
            found = self.answers.mature if one.view is View.MATURE else self.answers.cohort
            days = format_period(found.period, self.asked.locale)
            words = _("won %(days)s") if one.view is View.COHORT else _("orders of %(days)s")
            yield text_cell(f"{label}, {words % {'days': days}}")
            yield from self._own_days(one.metric, found)

    def _usual(self, name: str) -> Iterator[Cell]:
        asked, span = self.asked, self.asked.span
        yield asked.cell(name, self.answers.now.total.values.get(name), span.period)
        yield asked.cell(name, self.answers.now.total.compared.get(name), span.before)
        yield asked.cell(name, self.answers.last_year.total.compared.get(name), span.last_year)
        yield asked.cell(name, self.answers.targets.get(name), span.month, origin=Origin.TARGET)
        if span.grain is Grain.MONTH:
            yield budget_cell(asked, name)
        else:
            yield asked.cell(name, self.answers.month.total.values.get(name), span.month)
        yield asked.cell(name, self.answers.year.total.values.get(name), span.year)
        yield self._judged(name)

    def _cumulative(self, name: str) -> Iterator[Cell]:
        asked, found = self.asked, self.answers.year
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
        asked, span, landing = self.asked, self.asked.span, self.answers.landing.landing
        whole = bucket(span.end, Grain.MONTH)
        yield from (Cell(UNKNOWN), Cell(UNKNOWN), Cell(UNKNOWN))
        yield asked.cell(LANDING, self.answers.landing.target, whole, origin=Origin.TARGET)
        expected = landing.expected if landing else None
        value = None if expected is None else metric_value(expected)
        yield asked.cell(LANDING, value, whole, origin=Origin.FORECAST)
        yield from (Cell(UNKNOWN), Cell(UNKNOWN))

    def _judged(self, name: str) -> Cell:
        line = self.answers.lines.get(name)
        if line is None or line.expected is None or line.value is None:
            return Cell(UNKNOWN)
        if line.sign.value == "usual":
            return Cell(_("usual variation"))
        words = _("more than expected") if line.value > line.expected.high else _("less than expected")
        return Cell(words, tone=SIGNS.get(line.sign.value, Tone.NONE))
