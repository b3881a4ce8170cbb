"""Customers of a month, and who of those won in the last twelve months came back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.building.customers import customers
from comptoir.check.reports.building.products import counted
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Figure, Grid, Kind, Origin
from comptoir.core.charts.api import HeatCell, heat
from comptoir.core.money import format_percent
from comptoir.decide.customers.api import cohorts

if TYPE_CHECKING:
    from comptoir.decide.customers.api import Cohort

MONTHS = 12
"""Cohorts, and months after the first, in sight."""
DARKEST = Decimal("0.35")
ROW = 22


def customers_and_cohorts(asked: Asked) -> tuple[Block, ...]:
    return (*customers(asked), *_cohorts(asked))


def _cohorts(asked: Asked) -> Iterator[Block]:
    """Share of the customers of each first month who bought again, month after month: a heat map, and its table."""
    shown = cohorts(asked.scope, asked.span.end, asked.snapshot).cohorts[-MONTHS:]
    shares = {one.month: _shares(one) for one in shown}
    last = max((month for of in shares.values() for month in of), default=0)
    if not last:
        return
    names = {one.month: _month(one.month, asked.locale) for one in shown}
    cells = [
        HeatCell(
            names[month],
            str(since),
            share,
            format_percent(share, asked.locale, 0),
            ((_("Share"), format_percent(share, asked.locale)),),
        )
        for month, of in shares.items()
        for since, share in sorted(of.items())
    ]
    largest = max(cell.value or 0 for cell in cells)
    title = _("How many of the customers won in a month buy again, month after month?")
    spec = heat(
        cells,
        row_name=_("First order"),
        column_name=_("Months since"),
        most=min(DARKEST, Decimal(largest)) or None,
        row_height=ROW,
    )
    columns = (
        Column("cohort", _("First order")),
        Column("size", _("New customers"), Kind.NUMBER),
        *(Column(f"m{n}", _("Month %(n)d") % {"n": n}, Kind.PERCENT) for n in range(1, last + 1)),
    )
    rows = tuple(
        (
            Cell(names[one.month]),
            counted(asked, one.customers, Origin.CUSTOMERS),
            *(_share(asked, shares[one.month].get(n)) for n in range(1, last + 1)),
        )
        for one in shown
    )
    told = ", ".join(f"{row[0].shown}: {row[2].shown}" for row in rows if row[2].value is not None)
    alternative = _(
        "Share of the customers of each first month who bought in the month after it: %(shares)s."
    )
    yield Chart("cohorts", title, spec, alternative % {"shares": told}, "cohort_figures")
    yield Grid("cohort_figures", title, columns, rows, "chart")


def _shares(one: "Cohort") -> dict[int, Decimal]:
    return {cell.months: one.share(cell) for cell in one.cells if 0 < cell.months < MONTHS}


def _share(asked: Asked, value: Decimal | None) -> Cell:
    if value is None:
        return Cell(UNKNOWN)
    shown = format_percent(value, asked.locale, 1)
    return Cell(shown, value, Kind.PERCENT, Figure(shown, value, "share", Origin.CUSTOMERS))


def _month(text: str, locale: str) -> str:
    return format_date(date.fromisoformat(f"{text}-01"), "MMM yy", locale=locale)
