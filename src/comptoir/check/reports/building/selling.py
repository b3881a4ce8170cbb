"""Parts 4 and 5: where sales come from, by sales channel and by acquisition lever."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Grid, Kind, Note
from comptoir.measure.metrics.api import dimension
from comptoir.measure.reading.api import (
    COST_RATIO,
    LEVER,
    LEVER_COUNTS,
    LEVER_METRICS,
    lever_line,
    names_of,
)

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result, Row

CHANNEL = "sales_channel"
CHANNEL_METRICS = ("net_sales", "orders", "aov", "cm2", "cm2_rate", "cancellation_rate")
COUNTRY_METRICS = ("net_sales", "orders", "aov", "return_rate")
MOST = 8


def channels(asked: Asked) -> tuple[Block, ...]:
    """Each sales channel; of a company with a single one, where its orders go."""
    found = asked.once(by_sales_channel)
    grid = _split(asked, "channels", _("Which sales channels sold?"), CHANNEL, CHANNEL_METRICS, found)
    if len(grid.rows) > 2:  # the whole, and two channels
        return (grid,)
    found = _parted(asked, "country", COUNTRY_METRICS)
    countries = _split(asked, "countries", _("Which countries bought?"), "country", COUNTRY_METRICS, found)
    note = Note("one_channel", _("Orders name a single sales channel; here are the countries they go to."))
    return (note, countries) if len(countries.rows) > 2 else (grid,)


def by_lever(asked: Asked) -> "Result":
    return asked.run((*LEVER_METRICS, *LEVER_COUNTS.values()), by=(LEVER,), whole=True)


def levers(asked: Asked) -> tuple[Block, ...]:
    found = asked.once(by_lever)
    known = [name for name in LEVER_METRICS if name not in found.unavailable]
    if not {"sessions", "ad_spend"} & set(known):
        reason = str(found.unavailable.get("sessions", ""))
        return (Note("no_levers", _("Visits and ads: %(reason)s") % {"reason": reason}),)
    rows = []
    names = names_of(LEVER, (), asked.locale)
    lines = [(row, lever_line(row, known)) for row in found.rows]
    lines = [(row, line) for row, line in lines if any(value is not None for value in line.values())]
    lines.sort(key=lambda pair: -float(pair[0].values.get("sessions") or 0))
    for row, line in lines:
        value = row.dimensions.get(LEVER) or ""
        label = names.get(value, value) or _("No channel known")
        rows.append((Cell(label), *_cells(asked, known, line, ((LEVER, value),))))
    whole = lever_line(found.total, known)
    rows.append((Cell(_("Whole")), *_cells(asked, known, whole, ())))
    labels = {"net_sales": _("Net sales of the orders"), COST_RATIO: _("COS")}
    columns = [Column(LEVER, str(dimension(LEVER).label))]
    columns += [asked.column(name, labels.get(name, "")) for name in known]
    note = _("Credited by the audience tool is not caused: only a test tells what a lever brings.")
    title = _("What do the levers cost, and what is credited to them?")
    return (Grid("levers", title, tuple(columns), tuple(rows), note=note),)


def by_sales_channel(asked: Asked) -> "Result":
    return _parted(asked, CHANNEL, CHANNEL_METRICS)


def _parted(asked: Asked, by: str, names: tuple[str, ...]) -> "Result":
    return asked.run(
        names, by=(by,), compare=asked.span.comparison, order=f"-{names[0]}", limit=MOST, whole=True
    )


def _split(asked: Asked, key: str, title: str, by: str, names: tuple[str, ...], found: "Result") -> Grid:
    known = [name for name in names if _is_known(found, name)]
    columns = [Column(by, str(dimension(by).label))]
    columns += [asked.column(name) for name in known]
    columns.insert(2, Column("change", _("On last year"), Kind.CHANGE))
    values = [row.dimensions.get(by) or "" for row in found.rows]
    words = names_of(by, values, asked.locale)
    rows = []
    for row, value in zip(found.rows, values, strict=True):
        label = words.get(value, value) or _("Not known")
        rows.append((Cell(label), *_compared(asked, known, row, ((by, value),))))
    if len(found.rows) > 1:
        rows.append((Cell(_("Whole")), *_compared(asked, known, found.total, ())))
    note = _("The %(count)d largest.") % {"count": MOST} if found.found > MOST else ""
    return Grid(key, title, tuple(columns), tuple(rows), note=note)


def _is_known(found: "Result", name: str) -> bool:
    return name not in found.unavailable and found.total.values.get(name) is not None


def _compared(
    asked: Asked, names: Iterable[str], row: "Row", where: tuple[tuple[str, str], ...]
) -> tuple[Cell, ...]:
    period = asked.span.period
    cells = [asked.cell(name, row.values.get(name), period, where) for name in names]
    first = next(iter(names))
    moved = asked.change_cell(first, row.values.get(first), row.compared.get(first), period)
    return (cells[0], moved, *cells[1:])


def _cells(
    asked: Asked, names: Iterable[str], line: Mapping[str, Any], where: tuple[tuple[str, str], ...]
) -> tuple[Cell, ...]:
    return tuple(asked.cell(name, line[name], asked.span.period, where) for name in names)
