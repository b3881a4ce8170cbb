"""`{% load tables %}`: the cells of a table as people read them, in the language of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_datetime
from django import template
from django.utils import timezone
from django.utils.translation import get_language

from comptoir.core.money import NOTHING, format_day, format_money, format_number, format_percent
from comptoir.core.tables.model import Cell, CellKind, Line, Table, TableColumn

register = template.Library()
WHEN = {CellKind.DATE, CellKind.INSTANT}


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    css: str
    is_head: bool
    """The first text of a line names it."""


@register.filter
def shown_rows(table: Table) -> Iterator[list[ShownCell]]:
    """Each line as written cells."""
    return (_shown(table, row) for row in table.rows)


@register.filter
def shown_total(table: Table) -> list[ShownCell]:
    return _shown(table, table.total) if table.total is not None else []


@register.simple_tag(takes_context=True)
def sort_state(context: template.Context, column: TableColumn) -> str:
    """`ascending`, `descending` or nothing, read from `sort` of the context (`name` or `-name`)."""
    sort = str(context.get("sort") or "")
    if sort.lstrip("-") != column.name:
        return ""
    return "descending" if sort.startswith("-") else "ascending"


@register.simple_tag(takes_context=True)
def sort_address(context: template.Context, column: TableColumn) -> str:
    """The query string that sorts by the column; figures start with the largest, a second click turns."""
    sort = str(context.get("sort") or "")
    first, second = (
        (f"-{column.name}", column.name) if column.kind.is_figure else (column.name, f"-{column.name}")
    )
    wanted = second if sort == first else first
    request: Any = context["request"]
    query = request.GET.copy()
    query["sort"] = wanted
    return f"?{query.urlencode()}"


def written(value: Cell, column: TableColumn, locale: str) -> str:
    """One value for people; a missing one is a dash, never a zero."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return format_datetime(local, "d MMM y HH:mm", locale=locale)
    if isinstance(value, date):
        return format_day(value, locale)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    if column.kind is CellKind.MONEY:
        return format_money(-value if column.is_deducted else value, column.currency, locale)
    if column.kind in {CellKind.PERCENT, CellKind.CHANGE}:
        return format_percent(value, locale, signed=column.kind is CellKind.CHANGE)
    places = 0 if value == int(value) else 2
    return format_number(value, locale, places)


def _shown(table: Table, row: Line) -> list[ShownCell]:
    locale = get_language() or "fr"
    cells = []
    for position, column in enumerate(table.columns):
        value = row.get(column.name)
        css = "figure" if column.kind.is_figure else "when" if column.kind in WHEN else ""
        css = f"{css} none".strip() if value is None else css
        cells.append(ShownCell(written(value, column, locale), css, position == 0))
    return cells
