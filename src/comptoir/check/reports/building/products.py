"""Part 6: what sold best, what fell most, what runs out, what comes back."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Note, Origin
from comptoir.core.ledger.api import Effect
from comptoir.core.money import format_day, format_money, format_number
from comptoir.core.periods import Comparison
from comptoir.decide.findings.api import LackingError
from comptoir.decide.reorder.api import outlooks, product_names_of
from comptoir.measure.metrics.api import COMPARED
from comptoir.measure.reading.api import product_names

if TYPE_CHECKING:
    from comptoir.decide.reorder.api import Line
    from comptoir.measure.metrics.api import Row

BEST, OUT, BACK = 10, 8, 5
LARGEST = 300
"""Of the days before, among which the largest falls in money are."""


def products(asked: Asked) -> tuple[Block, ...]:
    return (*_best(asked), *_falls(asked), *_out(asked), *_back(asked))


def _best(asked: Asked) -> Iterator[Block]:
    found = _ranked(asked, ("net_sales", "units"), "-net_sales", BEST)
    if found:
        yield _grid(asked, "best", _("Which ten products sold most?"), found)


def _falls(asked: Asked) -> Iterator[Block]:
    """By money, not by share: of what sold most in the days before."""
    found = _ranked(asked, ("net_sales", "units"), f"-net_sales{COMPARED}", LARGEST)
    falls = sorted(((_fall(row), place, row) for place, row in enumerate(found)), key=lambda one: one[:2])
    rows = [row for fall, _place, row in falls[:BEST] if fall < 0]
    if rows:
        yield _grid(asked, "falls", str(naming.FALLS[asked.span.grain]), rows)


def _fall(row: "Row") -> Decimal:
    return Decimal(row.values.get("net_sales") or 0) - Decimal(row.compared.get("net_sales") or 0)


def _ranked(asked: Asked, names: tuple[str, ...], order: str, limit: int) -> list["Row"]:
    found = asked.run(names, by=("product",), compare=Comparison.PREVIOUS, order=order, limit=limit)
    return list(found.rows)


def _grid(asked: Asked, key: str, title: str, rows: list["Row"]) -> Grid:
    span = asked.span
    skus = [row.dimensions["product"] or "" for row in rows]
    names = product_names(asked.scope, skus, span.period)
    columns = (
        Column("product", _("Product")),
        asked.column("units"),
        asked.column("net_sales"),
        Column("before", str(naming.BEFORE[span.grain]), Kind.MONEY, asked.currency),
        Column("change", _("Evolution"), Kind.CHANGE),
    )
    lines = []
    for row, sku in zip(rows, skus, strict=True):
        where, name = (("product", sku),), "net_sales"
        now, before = row.values.get(name), row.compared.get(name)
        lines.append(
            (
                Cell(names.get(sku, sku) or _("Not known")),
                asked.cell("units", row.values.get("units"), span.period, where),
                asked.cell(name, now, span.period, where),
                asked.cell(name, before, span.before, where),
                asked.change_cell(name, now, before, span.period),
            )
        )
    return Grid(key, title, columns, tuple(lines))


def _out(asked: Asked) -> Iterator[Block]:
    """Those that will lose most before a delivery ordered today arrives."""
    try:
        found = outlooks(asked.scope, asked.span.end)
    except LackingError as error:
        yield Note("no_stock", _("Stock: %(reason)s") % {"reason": error})
        return
    short = [one for one in found.lines if one.lost is not None and one.lost.mid > 0][:OUT]
    if not short:
        yield Note(
            "no_shortage", _("No product that sells is expected to run out before it can be delivered.")
        )
        return
    names = product_names_of(asked.scope, found)
    columns = (
        Column("product", _("Product")),
        Column("stock", _("Stock"), Kind.NUMBER),
        Column("out", _("Out on"), Kind.DATE),
        Column("missing", _("Units missing"), Kind.NUMBER),
        Column("lost", _("Lost within 30 days"), Kind.MONEY, asked.currency),
        Column("interval", _("80 times in 100 between")),
    )
    rows = tuple(
        _short(asked, one, one.lost, names.get(one.sku, one.sku)) for one in short if one.lost is not None
    )
    note = _("From the forecast of their families and the delay of the suppliers; %(basis)s.")
    basis = found.basis().label
    yield Grid(
        "shortages", _("What runs out, and what does it lose?"), columns, rows, note=note % {"basis": basis}
    )


def _short(asked: Asked, one: "Line", lost: Effect, name: str) -> tuple[Cell, ...]:
    out = one.out.mid
    low, mid, high = (
        format_money(value, asked.currency, asked.locale, 0) for value in (lost.low, lost.mid, lost.high)
    )
    stock = None if one.stock is None else counted(asked, one.stock)
    return (
        Cell(name),
        stock or Cell(UNKNOWN),
        Cell(format_day(out, asked.locale), day=out) if out else Cell(UNKNOWN),
        counted(asked, one.missing.mid),
        Cell(mid, lost.mid, Kind.MONEY, Figure(mid, lost.mid, "money", Origin.STOCK)),
        Cell(f"{low} – {high}"),
    )


def counted(asked: Asked, value: int, origin: Origin = Origin.STOCK) -> Cell:
    shown = format_number(value, asked.locale)
    return Cell(shown, Decimal(value), Kind.NUMBER, Figure(shown, Decimal(value), "count", origin))


def _back(asked: Asked) -> Iterator[Block]:
    """What was sent back, and the reasons given."""
    name, span = "returns", asked.span
    found = asked.run((name,), by=("product",), order=f"-{name}", limit=BACK)
    rows = [row for row in found.rows if (row.values.get(name) or 0) > 0]
    if rows:
        skus = [row.dimensions["product"] or "" for row in rows]
        names = product_names(asked.scope, skus, span.period)
        lines = tuple(
            (
                Cell(names.get(sku, sku) or _("Not known")),
                asked.cell(name, row.values.get(name), span.period, (("product", sku),)),
            )
            for row, sku in zip(rows, skus, strict=True)
        )
        columns = (Column("product", _("Product")), asked.column(name))
        yield Grid("returned", str(naming.RETURNED[span.grain]), columns, lines)
    reasons = asked.run((name,), by=("return_reason",), order=f"-{name}", limit=BACK)
    told = [
        row for row in reasons.rows if row.dimensions["return_reason"] and (row.values.get(name) or 0) > 0
    ]
    if told:
        lines = tuple(
            (
                Cell(row.dimensions["return_reason"] or ""),
                asked.cell(
                    name,
                    row.values.get(name),
                    span.period,
                    (("return_reason", row.dimensions["return_reason"] or ""),),
                ),
            )
            for row in told
        )
        columns = (Column("reason", _("Reason of return")), asked.column(name))
        yield Grid("reasons", _("Why was it sent back?"), columns, lines)
