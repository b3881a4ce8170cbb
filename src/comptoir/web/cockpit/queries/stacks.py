"""Two tiles of stacked bars: who buys (new, returning, guests), what is given away (discounts, returns)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comptoir.core.charts.api import StackedBar, stacked
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_period
from comptoir.core.periods import Grain
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, Query, metric, run
from comptoir.measure.reading.api import (
    DEDUCTED,
    Change,
    Figure,
    Reading,
    change,
    names_of,
    repeat_cohort,
    short,
    tax_words,
    written,
)
from comptoir.web.cockpit.queries.trend import bucket_words

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Result

UNKNOWN = "unknown"
CUSTOMER_COLOURS = {"returning": "--series-1", "new": "--series-2", "guest": "--series-3", UNKNOWN: "--grey"}
CUSTOMER_FIGURES = ("new_customers", "returning_customers", "new_customer_share")
GIVEN_AWAY_COLOURS = {"discounts": "--series-4", "returns": "--series-6"}
GIVEN_AWAY_FIGURES = ("discounts", "discount_rate", "returns")
REPEAT = "repeat_365"
_AXIS = {Grain.DAY: "d MMM", Grain.WEEK: "d MMM", Grain.MONTH: "MMM yy"}


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure beside a chart."""

    name: str
    label: Any
    unit: Any
    value: str
    full: str
    change: Change | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    unit: Any
    spec: dict[str, Any]
    table: Table
    stats: tuple[Stat, ...]
    notes: "tuple[Note, ...]"


@dataclass(frozen=True, slots=True)
class Part:
    """The amount of one series in one day, week or month."""

    day: date
    series: str
    value: Figure


def customers(scope: Scope, reading: Reading, locale: str) -> Stack:
    """Net sales of new and of returning customers over time."""
    one = metric("net_sales")
    result = run(scope, reading.query((one.name,), reading.grain, ("customer_type",), compared=False))
    parts = [
        Part(row.period, row.dimensions.get("customer_type") or UNKNOWN, row.values.get(one.name))
        for row in result.rows
    ]
    seen = {part.series for part in parts if part.value}
    names = {UNKNOWN: capfirst(_("unknown")), **names_of("customer_type", (), locale)}
    series = {key: (names[key], token) for key, token in CUSTOMER_COLOURS.items() if key in seen}
    told = run(scope, reading.query(CUSTOMER_FIGURES))
    stats = (*_stats(told, scope, reading, locale), _repeat(scope, reading, locale))
    return _stack(parts, series, one, scope, reading, locale, stats, result.notes)


def given_away(scope: Scope, reading: Reading, locale: str) -> Stack:
    """Discounts and returns over time: what stands between gross and net sales."""
    metrics = {name: metric(name) for name in GIVEN_AWAY_COLOURS}
    # What is compared is the whole alone; the bars are its parts, and need no question of their own.
    result = run(scope, replace(reading.query(GIVEN_AWAY_FIGURES, reading.grain), with_whole=True))
    parts = [Part(row.period, name, row.values.get(name)) for row in result.rows for name in metrics]
    series = {name: (str(metrics[name].label), token) for name, token in GIVEN_AWAY_COLOURS.items()}
    stats = _stats(result, scope, reading, locale)
    return _stack(parts, series, metrics["returns"], scope, reading, locale, stats, result.notes)


def _stats(result: "Result", scope: Scope, reading: Reading, locale: str) -> tuple[Stat, ...]:
    row = result.total
    return tuple(
        Stat(
            one.name,
            one.label,
            tax_words(one, reading.tax),
            short(row.values.get(one.name), one, scope.currency, locale),
            written(row.values.get(one.name), one, scope.currency, locale),
            change(row.values.get(one.name), row.compared.get(one.name), one, locale),
        )
        for one in result.metrics
        if one.name not in result.unavailable
    )


def _repeat(scope: Scope, reading: Reading, locale: str) -> Stat:
    one = metric(REPEAT)
    cohort = repeat_cohort(reading)
    rows = run(scope, Query((one.name,), period=cohort)).rows
    value = rows[0].values.get(one.name) if rows else None
    won = _("won %(days)s") % {"days": format_period(cohort, locale)}
    shown = written(value, one, scope.currency, locale)
    return Stat(one.name, one.label, "", shown, shown, note=won)


def _stack(
    parts: Sequence[Part],
    series: dict[str, tuple[str, str]],
    one: Metric,
    scope: Scope,
    reading: Reading,
    locale: str,
    stats: tuple[Stat, ...],
    notes: "tuple[Note, ...]",
) -> Stack:
    bars = [
        StackedBar(
            period=bucket_words(part.day, reading.grain, scope.week_start, locale),
            series=series[part.series][0],
            value=part.value,
            shown=written(part.value, one, scope.currency, locale),
            short=format_date(part.day, _AXIS[reading.grain], locale=locale),
        )
        for part in sorted(parts, key=lambda part: part.day)
        if part.series in series
    ]
    spec = stacked(bars, dict(series.values()))
    table = _table(bars, scope.currency, is_deducted=one.name in DEDUCTED)
    return Stack(tax_words(one, reading.tax), spec, table, stats, notes)


def _table(bars: Sequence[StackedBar], currency: str, *, is_deducted: bool) -> Table:
    lines: dict[str, dict[str, Any]] = {}
    for bar in bars:
        amount = Decimal(bar.value) if bar.value is not None else None
        lines.setdefault(bar.period, {"period": bar.period})[bar.series] = amount
    names = dict.fromkeys(bar.series for bar in bars)
    columns = [TableColumn(name, name, CellKind.MONEY, currency, is_deducted=is_deducted) for name in names]
    return Table([TableColumn("period", _("Period")), *columns], list(lines.values()))
