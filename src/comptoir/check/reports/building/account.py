"""The contribution account of the month, beside its budget, last year and where the year lands: as the budget's own
page has it, always without tax."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Figure, Grid, Kind, Note, Origin, Tone
from comptoir.core.money import format_money, format_percent, format_period
from comptoir.core.periods import Period
from comptoir.decide.budget.api import (
    METRICS,
    TOTALS,
    Account,
    Line,
    Row,
    Span,
    Width,
    account_of,
    label_of,
    signed,
    waterfall_of,
)

MARGINS = (Line.CM3, Line.CM2, Line.GROSS_MARGIN)
_LINES = {name: line for line, name in METRICS.items()}


def month_account(asked: Asked) -> Account:
    return account_of(asked.scope, Span(Width.MONTH, asked.span.period.start), asked.span.end)


def year_account(asked: Asked) -> Account:
    return account_of(asked.scope, Span(Width.YEAR, asked.span.period.start), asked.span.end)


def account(asked: Asked) -> tuple[Block, ...]:
    month, year = asked.once(month_account), asked.once(year_account)
    if month.row(Line.GROSS_SALES).actual is None:
        return (Note("no_account", _("Nothing was sold in this month: there is no account.")),)
    return (*_waterfall(asked, month), _grid(asked, month, year), *_notes(month, year))


def _waterfall(asked: Asked, month: Account) -> Iterator[Block]:
    spec = waterfall_of(month, asked.locale)
    if spec is None:
        return
    steps = ", ".join(
        f"{label_of(one.line)} {_told(asked, signed(one.line, one.actual))}"
        for one in month.shown
        if one.actual is not None
    )
    title = _("What is left of the sales of %(month)s?") % {
        "month": format_period(asked.span.period, asked.locale)
    }
    alternative = _("From gross sales down to the last margin that is known: %(steps)s.") % {"steps": steps}
    yield Chart("account_waterfall", title, spec, alternative, "account")


def _grid(asked: Asked, month: Account, year: Account) -> Grid:
    """What has no budget has no column for it."""
    has_budget, has_year = month.budgeted > 0, year.budgeted > 0
    name = asked.span.end.year
    columns = [Column("line", _("Line")), _money(asked, "actual", _("Actual"))]
    if has_budget:
        columns += [_money(asked, "budget", _("Budget")), _money(asked, "gap", _("Gap to the budget"))]
    columns += [
        _money(asked, "before", _("Last year")),
        Column("evolution", _("On last year"), Kind.CHANGE),
        _money(asked, "landing", _("New landing of %(year)s") % {"year": name}),
    ]
    if has_year:
        columns.append(_money(asked, "year_budget", _("Budget of %(year)s") % {"year": name}))
    rows = []
    for one in month.rows:
        ahead = year.row(one.line)
        if one.is_empty and ahead.is_empty:
            continue
        cells = [Cell(_label(one)), account_cell(asked, month, one, one.actual)]
        if has_budget:
            cells += [account_cell(asked, month, one, value) for value in (one.budget, one.gap)]
        cells += [
            _before(asked, one, asked.span.last_year),
            _evolution(asked, month, one),
            account_cell(asked, year, one, ahead.landing),
        ]
        if has_year:
            cells.append(account_cell(asked, year, one, ahead.budget))
        rows.append(tuple(_strong(cell, one) for cell in cells))
    title = _("Where does the account stand against the budget and last year?")
    return Grid("account", title, tuple(columns), tuple(rows), "account", _interval(asked, year))


def _strong(cell: Cell, one: Row) -> Cell:
    return replace(cell, tone=Tone.STRONG) if one.line in TOTALS else cell


def _money(asked: Asked, name: str, label: str) -> Column:
    return Column(name, label, Kind.MONEY, asked.currency)


def _label(one: Row) -> str:
    label = str(label_of(one.line))
    return _("%(line)s (partial)") % {"line": label} if one.is_partial else label


def account_cell(asked: Asked, account: Account, one: Row, value: Decimal | None) -> Cell:
    if value is None:
        return Cell(UNKNOWN)
    figure = account_figure(asked, account.span.period, one.line, value)
    return Cell(figure.shown, figure.value, Kind.MONEY, figure)


def account_figure(asked: Asked, days: Period, line: Line, value: Decimal) -> Figure:
    """Costs are told with a minus, so that the figures add up as they stand."""
    exact = signed(line, value)
    name = METRICS.get(line, "")
    return Figure(
        _told(asked, exact), exact, "money", Origin.ACCOUNT, name, days.start, days.end, tax="excluded"
    )


def _before(asked: Asked, one: Row, days: Period) -> Cell:
    if one.before is None:
        return Cell(UNKNOWN)
    figure = account_figure(asked, days, one.line, one.before)
    return Cell(figure.shown, figure.value, Kind.MONEY, figure)


def _evolution(asked: Asked, month: Account, one: Row) -> Cell:
    if one.evolution is None:
        return Cell(UNKNOWN)
    shown = format_percent(one.evolution, asked.locale, signed=True)
    days = month.span.period
    figure = Figure(shown, one.evolution, "share", Origin.ACCOUNT, "", days.start, days.end)
    return Cell(shown, one.evolution, Kind.CHANGE, figure)


def _told(asked: Asked, value: Decimal) -> str:
    return format_money(value, asked.currency, asked.locale, 0)


def _interval(asked: Asked, year: Account) -> str:
    """Of the last margin that is foreseen."""
    for line in MARGINS:
        row = year.row(line)
        if row.low80 is not None and row.high80 is not None:
            return _("%(margin)s of %(year)s: 80 times in 100 between %(low)s and %(high)s.") % {
                "margin": label_of(line),
                "year": year.span.year,
                "low": _told(asked, row.low80),
                "high": _told(asked, row.high80),
            }
    return ""


def _notes(month: Account, year: Account) -> Iterator[Block]:
    told = [str(one) for one in month.notes]
    if not month.budgeted:
        told.append(
            _("No budget is typed for this month: the page « Budget » takes it, by hand or from a file.")
        )
    if year.no_landing:
        told.append(_("New landing: %(reason)s") % {"reason": year.no_landing})
    if told:
        yield Note("account_notes", " ".join(told))


def budget_cell(asked: Asked, name: str) -> Cell:
    """What is budgeted of a metric for the month; costs are positive beside their metric."""
    line = _LINES.get(name)
    value = asked.once(month_account).row(line).budget if line else None
    if value is None:
        return Cell(UNKNOWN)
    days, shown = asked.span.period, _told(asked, value)
    figure = Figure(shown, value, "money", Origin.ACCOUNT, name, days.start, days.end, tax="excluded")
    return Cell(shown, value, Kind.MONEY, figure)


def label_of_year(asked: Asked) -> str:
    return _("Net sales of %(year)s, new landing (excl. tax)") % {"year": asked.span.end.year}


def year_cells(asked: Asked) -> Iterator[Cell]:
    """The year in the columns of the dashboard: last year's whole, the budget, where it lands."""
    year = asked.once(year_account)
    row = year.row(Line.NET_SALES)
    yield from (Cell(UNKNOWN), Cell(UNKNOWN))
    yield _before(asked, row, year.span.moved(-1).period)
    yield Cell(UNKNOWN)
    yield account_cell(asked, year, row, row.budget)
    yield account_cell(asked, year, row, row.landing)
    yield Cell(UNKNOWN)
