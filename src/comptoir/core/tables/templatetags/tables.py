"""`{% load tables %}`: the cells of a table as people read them, in the language of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_datetime
from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comptoir.core.money import NOTHING, format_day, format_money, format_number, format_percent
from comptoir.core.tables.model import Cell, CellKind, Line, Table, TableColumn

register = template.Library()
WHEN = {CellKind.DATE, CellKind.INSTANT}


LONG_NAME = 24
"""Letters after which the name of a line may be cut off: all of it shows beside the pointer."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    css: str
    is_head: bool
    """The first text of a line names it."""

    def __html__(self) -> SafeString:
        text = escape(self.text)
        classes = f' class="{self.css}"' if self.css else ""
        if not self.is_head:
            return SafeString(f"<td{classes}>{text}</td>")
        title = f' title="{text}"' if len(self.text) > LONG_NAME else ""
        return SafeString(f'<th scope="row"{classes}{title}>{text}</th>')


@register.filter
def shown_rows(table: Table) -> Iterator[list[ShownCell]]:
    """Each line as written cells."""
    return (_shown(table, row) for row in table.rows)


@register.filter
def body(table: Table) -> SafeString:
    """The lines in HTML, the whole first. Not by the template: it takes twice as long over hundreds of cells."""
    whole = [('<tr class="total">', table.total)] if table.total is not None else []
    lines = (*whole, *(("<tr>", row) for row in table.rows))
    return SafeString(
        "".join(
            f"{start}{''.join(cell.__html__() for cell in _shown(table, row))}</tr>" for start, row in lines
        )
    )


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
        amount = -value if column.is_deducted else value
        return format_money(amount, column.currency, locale, 0 if column.is_whole else None)
    if column.kind in {CellKind.PERCENT, CellKind.CHANGE}:
        return format_percent(value, locale, signed=column.kind is CellKind.CHANGE)
    places = 0 if value == int(value) else 2
    return format_number(value, locale, places)


def _shown(table: Table, row: Line) -> list[ShownCell]:
    locale = get_language() or "fr"
    is_strong = bool(table.strong) and row.get(table.columns[0].name) in table.strong
    return [
        ShownCell(written(value, column, locale), _css(column, value, is_strong=is_strong), position == 0)
        for position, column in enumerate(table.columns)
        for value in (row.get(column.name),)
    ]


def _css(column: TableColumn, value: Cell, *, is_strong: bool) -> str:
    css = "figure" if column.kind.is_figure else "when" if column.kind in WHEN else ""
    css = f"{css} none".strip() if value is None else css
    return f"{css} strong".strip() if is_strong else css
