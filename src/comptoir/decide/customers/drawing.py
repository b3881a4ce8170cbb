"""The charts of the page."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

from comptoir.core.charts.api import HeatCell, PairedBar, ParetoBar, heat, paired, pareto
from comptoir.core.money import format_compact, format_money, format_number, format_percent
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.cohorts import Cohort, CohortCell, Cohorts
from comptoir.decide.customers.engine.backtest import MOST_REPEATS, BackTest
from comptoir.decide.customers.segments import Segments
from comptoir.decide.customers.value import Value
from comptoir.decide.customers.words import SEGMENT_WORDS

MONTHS = 12
"""Cohorts and months in sight; a file holds all."""
DARKEST = Decimal("0.35")
"""Share that is drawn darkest: month 0, always whole, would leave the others pale."""


def map_of_segments(found: Segments, asked: Asked) -> dict[str, Any]:
    return heat(
        [
            HeatCell(
                str(one.recency),
                str(one.frequency),
                one.customers,
                format_number(one.customers, asked.locale) if one.customers else "",
                (
                    (_("Segment"), str(SEGMENT_WORDS[one.segment])),
                    (_("Customers"), format_number(one.customers, asked.locale)),
                    (_("Sales"), format_money(one.sales, asked.scope.currency, asked.locale, 0)),
                ),
            )
            for one in found.squares
        ],
        row_name=_("Recency: 5 = lately"),
        column_name=_("Frequency: 5 = most often"),
        row_height=40,
    )


def map_of_cohorts(found: Cohorts, figure: str, asked: Asked) -> tuple[dict[str, Any], Table]:
    """The map, and its figures as a table of the same shape."""
    shown = found.cohorts[-MONTHS:]
    label = {one.month: _month(one.month, asked.locale) for one in shown}
    cells: list[HeatCell] = []
    lines: list[dict[str, Any]] = []
    for one in shown:
        line: dict[str, Any] = {"cohort": label[one.month], "size": one.customers}
        for cell in one.cells:
            if cell.months > MONTHS:
                continue
            amount = _figure(one, cell, figure)
            line[f"m{cell.months}"] = amount
            if cell.months:
                cells.append(_cell(one, cell, label[one.month], figure, asked))
        lines.append(line)
    most = DARKEST if figure == "share" else None
    largest = max((cell.value for cell in cells if cell.value is not None), default=Decimal(0))
    spec = heat(
        cells,
        row_name=_("First order"),
        column_name=_("Months since"),
        most=min(most, largest) if most and largest else most,
    )
    kind = {"share": CellKind.PERCENT, "customers": CellKind.NUMBER}.get(figure, CellKind.MONEY)
    currency = asked.scope.currency if kind is CellKind.MONEY else ""
    months = sorted({int(name[1:]) for line in lines for name in line if name[0] == "m"})
    columns = [
        TableColumn("cohort", _("First order")),
        TableColumn("size", _("New customers"), CellKind.NUMBER),
        *(TableColumn(f"m{n}", _("Month %(n)d") % {"n": n}, kind, currency) for n in months),
    ]
    return spec, Table(columns, lines, title=_("Cohorts"))


def _cell(one: Cohort, cell: CohortCell, row: str, figure: str, asked: Asked) -> HeatCell:
    amount, locale, currency = _figure(one, cell, figure), asked.locale, asked.scope.currency
    if figure == "share":
        short = format_percent(one.share(cell), locale, 0)
    elif figure == "customers":
        short = format_number(cell.customers, locale)
    else:
        short = format_compact(amount, locale, None, 0)
    return HeatCell(
        row,
        str(cell.months),
        amount,
        short,
        (
            (_("Customers"), _("%(n)s of %(all)s") % {"n": cell.customers, "all": one.customers}),
            (_("Share"), format_percent(one.share(cell), locale)),
            (_("Net sales"), format_money(cell.sales, currency, locale, 0)),
            (_("Gross margin"), format_money(cell.margin, currency, locale, 0)),
        ),
    )


def _figure(one: Cohort, cell: CohortCell, figure: str) -> Decimal | int | None:
    match figure:
        case "share":
            return one.share(cell)
        case "customers":
            return cell.customers
        case "sales":
            return cell.sales
        case _:
            return cell.margin


def _month(text: str, locale: str) -> str:
    return format_date(date.fromisoformat(f"{text}-01"), "MMM yy", locale=locale)


def tenths(found: Value, asked: Asked) -> dict[str, Any]:
    """What each tenth of the customers may bring, the best first."""
    return pareto(
        [
            ParetoBar(
                _("Tenth %(n)d: %(customers)s customers")
                % {"n": n, "customers": format_number(one.customers, asked.locale)},
                str(n),
                one.value,
                format_money(one.value, asked.scope.currency, asked.locale, 0),
                one.cumulative,
                format_percent(one.cumulative, asked.locale, 0),
            )
            for n, one in enumerate(found.tenths, 1)
        ],
        value_name=_("Expected"),
        cumulative_name=_("Of the whole, with the better ones"),
        axis_name=_("Tenths of the customers, the most valuable first"),
        height=260,
    )


def backtest(test: BackTest, asked: Asked) -> dict[str, Any]:
    expected, seen = _("Expected"), _("Seen")
    items = []
    for row in test.rows:
        kind = f"{row.repeats}+" if row.repeats == MOST_REPEATS else str(row.repeats)
        for series, amount in ((expected, row.expected), (seen, row.seen)):
            value = Decimal(str(round(amount, 3)))
            items.append(PairedBar(kind, series, value, format_number(value, asked.locale, 2)))
    return paired(
        items,
        {expected: "--grey", seen: "--series-1"},
        axis_name=_("Repeat purchases before"),
        height=260,
    )
