"""The months of a year as a table: what is wanted, what came, last year. It sorts, is exported, and holds the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_percent
from comptoir.core.periods import Grain, Period
from comptoir.core.tables.api import Cell, CellKind, Line, Table, TableColumn
from comptoir.decide.targets.forms import GridForm
from comptoir.decide.targets.shapes import Place, Target
from comptoir.decide.targets.words import amount, place_words
from comptoir.measure.metrics.api import Query, Unit, metric, run

_KINDS = {Unit.MONEY: CellKind.MONEY, Unit.SHARE: CellKind.PERCENT}


@dataclass(frozen=True, slots=True)
class MonthLine:
    label: Any
    input: BoundField
    """The target as it is typed."""
    actual: str
    share: str
    """Actual / target of the month, of months that are over or running."""
    before: str


@dataclass(frozen=True, slots=True)
class Grid:
    columns: Sequence[TableColumn]
    lines: tuple[MonthLine, ...]
    total: str
    actual: str
    before: str


def months_table(scope: Scope, place: Place, year: int, targets: Sequence[Target]) -> Table:
    one = metric(place.metric)
    kind = _KINDS.get(one.unit, CellKind.NUMBER)
    currency = scope.currency if kind is CellKind.MONEY else ""
    columns = (
        TableColumn("month", _("Month"), CellKind.DATE),
        TableColumn("target", _("Target"), kind, currency),
        TableColumn("actual", _("Actual"), kind, currency),
        TableColumn("share", _("Share reached"), CellKind.PERCENT),
        TableColumn("before", _("Last year"), kind, currency),
    )
    now, before = _months(scope, place, year), _months(scope, place, year - 1)
    wanted = {each.month.month: each.value for each in targets}
    rows: list[Line] = [
        {
            "month": date(year, month, 1),
            "target": wanted.get(month),
            "actual": now.get(month),
            "share": now[month] / wanted[month] if month in now and month in wanted else None,
            "before": before.get(month),
        }
        for month in range(1, 13)
    ]
    total: dict[str, Cell] = {"month": None, "share": None}
    if one.is_additive:
        total |= {"target": _sum(wanted), "actual": _sum(now), "before": _sum(before)}
    else:
        whole, last = (_year(scope, place, each) for each in (year, year - 1))
        total |= {"target": None, "actual": whole, "before": last}
    return Table(columns, rows, total, title=place_words(place))


def grid_of(scope: Scope, place: Place, table: Table, form: GridForm, sort: str, locale: str) -> Grid:
    def words(line: Line, name: str) -> str:
        value = line[name]
        return amount(scope, place, value, locale) if isinstance(value, Decimal) else ""

    ordered = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    total = table.total or {}
    return Grid(
        table.columns,
        tuple(_line(row, form, words, locale) for row in ordered.rows),
        words(total, "target"),
        words(total, "actual"),
        words(total, "before"),
    )


def _line(row: Line, form: GridForm, words: Any, locale: str) -> MonthLine:
    month, share = row["month"], row["share"]
    number = month.month if isinstance(month, date) else 1
    return MonthLine(
        MONTHS[number],
        form[f"m{number}"],
        words(row, "actual"),
        format_percent(share, locale) if isinstance(share, Decimal) else "",
        words(row, "before"),
    )


def _sum(values: Mapping[int, Decimal]) -> Decimal | None:
    return sum(values.values(), Decimal(0)) if values else None


def _year(scope: Scope, place: Place, year: int) -> Decimal | None:
    """Of a ratio, whose months do not add up."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    found = run(scope, Query((place.metric,), period=period, where=place.where))
    value = next((row.values.get(place.metric) for row in found.rows), None)
    return None if value is None else Decimal(value)


def _months(scope: Scope, place: Place, year: int) -> dict[int, Decimal]:
    """What is known of the year, until yesterday."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    query = Query((place.metric,), grain=Grain.MONTH, period=period, where=place.where)
    found = run(scope, query)
    return {
        row.period.month: Decimal(value)
        for row in found.rows
        if (value := row.values.get(place.metric)) is not None and value != 0
    }
