"""The grid of a year that people type: a row for each line, a cell for each month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError
from comptoir.core.money import format_money
from comptoir.core.tables.api import amount_of
from comptoir.decide.budget.engine.lines import Amounts, Line
from comptoir.decide.budget.words import label_of


@dataclass(frozen=True, slots=True)
class GridCell:
    name: str
    """Of its field; empty where it is worked out."""
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    label: Any
    cells: tuple[GridCell, ...]
    total: str
    is_total: bool


def grid_rows(
    year: int, lines: Iterable[Line], typed: Iterable[Line], amounts: Mapping[date, Amounts], money: Any
) -> list[GridRow]:
    """`typed`: the lines that have a field; `money` writes an amount."""
    fields = set(typed)
    return [_row(year, line, amounts, money, has_fields=line in fields) for line in lines]


def _row(year: int, line: Line, amounts: Mapping[date, Amounts], money: Any, *, has_fields: bool) -> GridRow:
    values = [amounts.get(date(year, month, 1), {}).get(line) for month in range(1, 13)]
    cells = tuple(
        GridCell(
            name=field_of(line, month) if has_fields else "",
            words=f"{label_of(line)}, {month_name(month)} {year}",
            text=_plain(value) if has_fields else money(value),
        )
        for month, value in enumerate(values, start=1)
    )
    known = [value for value in values if value is not None]
    return GridRow(label_of(line), cells, money(sum(known, Decimal(0)) if known else None), not has_fields)


def month_name(month: int) -> str:
    """« juil. », « Jul »: for the head of a column."""
    return str(format_date(date(2000, month, 1), "LLL", locale=get_language() or "fr"))


def field_of(line: StrEnum, month: int) -> str:
    return f"{line.value}:{month}"


def _plain(value: Decimal | None) -> str:
    """As it is typed: no zeros for nothing, no sign between thousands."""
    return "" if value is None else f"{value:f}".removesuffix(".00")


def amounts_given[L: StrEnum](
    given: Mapping[str, str], lines: Iterable[L], year: int
) -> dict[tuple[L, date], Decimal | None]:
    """The cells of a form; a cell that the form does not have is left as it is."""
    found: dict[tuple[L, date], Decimal | None] = {}
    faults = []
    for line in lines:
        for month in range(1, 13):
            word = given.get(field_of(line, month))
            if word is None:
                continue
            value = amount_of(word) if word.strip() else None
            if word.strip() and (value is None or value < 0):
                faults.append(f"{label_of(Line(line.value))} {year}-{month:02d}: « {word.strip()[:20]} »")
            found[line, date(year, month, 1)] = value
    if faults:
        raise InputError(
            _("Not understood: %(cells)s. Nothing was changed.") % {"cells": "; ".join(faults[:10])},
            advice=_("Write amounts such as 12000 or 12000.50; costs as positive amounts."),
        )
    return found


def money_writer(currency: str, language: str) -> Any:
    return lambda value: "" if value is None else format_money(value, currency, language, 0)
