"""Net sales of the last weeks or months, beside the same a year before."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.answers import METRIC
from comptoir.check.reports.building.asking import Asked, text_cell
from comptoir.check.reports.shapes import Block, Chart, Column, Grid
from comptoir.core.charts.api import TrendPoint, TrendWords, trend
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period, add_months, bucket, compare_period
from comptoir.measure.metrics.api import metric

COURSE = 13
"""Weeks, or months: the last month and the same one of last year both stand in it."""


def course(asked: Asked) -> Iterator[Block]:
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
