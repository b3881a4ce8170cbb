"""The main trend: one metric over time, with last year and the calendar."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comptoir.core.charts.api import TrendPoint, TrendWords, trend
from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, bucket
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, Unit, metric, run
from comptoir.measure.reading.api import CELLS, Change, Reading, calendar_marks, change, tax_words, written
from comptoir.web.cockpit.queries.facts import can_answer

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Row

CHOICES = ("net_sales", "orders", "aov", "units", "discount_rate", "return_rate", "new_customer_share")
"""Those that every shop has."""
SOURCED = ("sessions", "conversion_rate", "ad_spend", "gross_margin")
"""Those offered once their source is connected."""
GRAIN_WORDS = {
    Grain.DAY: gettext_lazy("by day"),
    Grain.WEEK: gettext_lazy("by week"),
    Grain.MONTH: gettext_lazy("by month"),
}
COMPARED = {
    None: "",
    Comparison.PREVIOUS: gettext_lazy("Period before"),
    Comparison.YEAR: pgettext_lazy("comparison", "Last year"),
    Comparison.EVENT: gettext_lazy("Same event last year"),
}
"""What the thin grey line is, in the legend."""
AGAINST = {
    None: "",
    Comparison.PREVIOUS: gettext_lazy("the period before"),
    Comparison.YEAR: gettext_lazy("last year"),
    Comparison.EVENT: gettext_lazy("the same event last year"),
}
"""The same within a sentence."""
_AXIS = {Grain.DAY: "%-d %b", Grain.WEEK: "%-d %b", Grain.MONTH: "%b %Y"}


@dataclass(frozen=True, slots=True)
class Trend:
    metric: Metric
    unit: Any
    spec: dict[str, Any]
    table: Table
    change: Change | None
    """Of the whole period."""
    against: Any
    """Empty where there is nothing to compare with."""
    choices: tuple[Metric, ...]
    grain_words: Any
    grains: tuple[tuple[Grain, Any], ...]


def main_trend(scope: Scope, reading: Reading, name: str, locale: str) -> Trend:
    """The course of `name` in the grain of the reading."""
    name = name or CHOICES[0]
    choices = _choices(scope)
    if name not in choices:
        raise UsageError(
            _("« %(name)s » has no trend here.") % {"name": name},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(choices)},
        )
    one = metric(name)
    result = run(scope, replace(reading.query((name,), reading.grain), with_whole=True))
    rows = result.rows
    words = TrendWords(
        actual=_("This period"), compared=str(COMPARED[reading.comparison]), period=_("Period")
    )
    points = [_point(row, one, scope, reading.grain, locale) for row in rows]
    spec = trend(
        points,
        words,
        marks=calendar_marks(scope, reading.period, name),
        percent=one.unit is Unit.SHARE,
        date_format=_AXIS[reading.grain],
    )
    has_comparison = any(row.compared.get(name) is not None for row in rows)
    return Trend(
        one,
        tax_words(one, reading.tax),
        spec,
        _table(rows, one, scope, words, has_comparison=has_comparison),
        _whole_change(result.total, one, locale) if has_comparison else None,
        AGAINST[reading.comparison] if has_comparison else "",
        tuple(choices.values()),
        GRAIN_WORDS[reading.grain],
        tuple(GRAIN_WORDS.items()),
    )


def _choices(scope: Scope) -> dict[str, Metric]:
    sourced = (metric(name) for name in SOURCED)
    offered = [*(metric(name) for name in CHOICES), *(one for one in sourced if can_answer(scope, one))]
    return {one.name: one for one in offered}


def _whole_change(whole: "Row", one: Metric, locale: str) -> Change | None:
    return change(whole.values.get(one.name), whole.compared.get(one.name), one, locale)


def _point(row: "Row", one: Metric, scope: Scope, grain: Grain, locale: str) -> TrendPoint:
    value, compared = row.values.get(one.name), row.compared.get(one.name)
    return TrendPoint(
        day=row.period,
        label=bucket_words(row.period, grain, scope.week_start, locale),
        value=value,
        shown=written(value, one, scope.currency, locale),
        compared=compared,
        compared_shown=written(compared, one, scope.currency, locale) if compared is not None else "",
    )


def bucket_words(day: date, grain: Grain, week_start: int, locale: str) -> str:
    """The day, week or month that begins on `day`, in words."""
    return format_period(bucket(day, grain, week_start), locale)


def _table(
    rows: "tuple[Row, ...]", one: Metric, scope: Scope, words: TrendWords, *, has_comparison: bool
) -> Table:
    kind = CELLS.get(one.unit, CellKind.NUMBER)
    currency = scope.currency if kind is CellKind.MONEY else ""
    columns = [
        TableColumn("period", words.period, CellKind.DATE),
        TableColumn("value", words.actual, kind, currency),
    ]
    if has_comparison:
        columns.append(TableColumn("compared", words.compared, kind, currency))
    lines = [
        {"period": row.period, "value": row.values.get(one.name), "compared": row.compared.get(one.name)}
        for row in rows
    ]
    return Table(columns, lines, title=one.label)
