"""Tables as files that a spreadsheet opens as they are meant: real numbers, and text that never runs."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from django.utils import timezone

from comptoir.core.tables.model import Cell, CellKind, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER_FORMATS = {
    CellKind.NUMBER: "#,##0.###",
    CellKind.MONEY: "#,##0.00",
    CellKind.PERCENT: "0.0%",
    CellKind.CHANGE: "+0.0%;-0.0%;0.0%",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.INSTANT: "yyyy-mm-dd hh:mm:ss",
}
_SHEET_ROWS = 1_048_576
_SHEET_NAME = 31


def harmless(text: str) -> str:
    """Text that a spreadsheet shows instead of computing: an apostrophe before what would start a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def to_csv(table: Table, locale: str = "fr") -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads the accents; `;` and decimal comma in French."""
    french = locale.startswith("fr")
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow([harmless(_heading(column.label, column.currency)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(row.get(column.name), column.kind, french) for column in table.columns])
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class BookCell:
    """Of a sheet whose columns hold several kinds of figures."""

    value: Cell
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class BookSheet:
    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[BookCell]]
    widths: Sequence[int] = ()


def to_xlsx(table: Table) -> bytes:
    """One sheet, written row by row: memory does not grow with the table."""
    headings = [_heading(column.label, column.currency) for column in table.columns]
    widths = [28 if column.kind is CellKind.TEXT else 16 for column in table.columns]
    lines = ([BookCell(row.get(column.name), column.kind) for column in table.columns] for row in table.rows)
    return _book([("", headings, lines, len(table.rows), widths)])


def to_book(sheets: Sequence[BookSheet], head: str = "", foot: str = "") -> bytes:
    """Several sheets; names are cut to what spreadsheets allow, and told apart. `head` and `foot` stand on each printed
    page."""
    names = _sheet_names([one.name for one in sheets])
    return _book(
        [
            (name, one.headings, one.rows, len(one.rows), one.widths)
            for name, one in zip(names, sheets, strict=True)
        ],
        head,
        foot,
    )


type _Sheet = tuple[str, Sequence[str], Iterable[Sequence[BookCell]], int, Sequence[int]]


def _book(sheets: Sequence[_Sheet], head: str = "", foot: str = "") -> bytes:
    import xlsxwriter  # noqa: PLC0415 - heavy library, kept out of start-up

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    heading = book.add_format({"bold": True, "bottom": 1})
    quoted = book.add_format({"quote_prefix": True})
    formats = {kind: book.add_format({"num_format": code}) for kind, code in _NUMBER_FORMATS.items()}
    for name, headings, rows, count, widths in sheets:
        sheet = book.add_worksheet(name or None)
        sheet.freeze_panes(1, 0)
        if head:
            sheet.set_header(f"&L{_printed(head)}")
        if foot:
            sheet.set_footer(f"&L{_printed(foot)}")
        for position, label in enumerate(headings):
            sheet.set_column(position, position, widths[position] if position < len(widths) else 16)
            sheet.write_string(0, position, label, heading)
        for line, row in enumerate(islice(rows, _SHEET_ROWS - 1), start=1):
            for position, cell in enumerate(row):
                _write_cell(sheet, line, position, cell.value, formats.get(cell.kind), quoted)
        sheet.autofilter(0, 0, max(count, 1), max(len(headings) - 1, 0))
    book.close()
    return out.getvalue()


def _printed(text: str) -> str:
    """Of a page's head: its marks doubled, no longer than spreadsheets take."""
    return text[:120].replace("&", "&&")


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """At most 31 letters, without those that a spreadsheet refuses, no name twice."""
    made: list[str] = []
    for one in wanted:
        plain = re.sub(r"[\s\[\]:*?/\\]+", " ", one).strip(" '") or "-"
        name, number = plain[:_SHEET_NAME].strip(" '"), 2
        while name.casefold() in {other.casefold() for other in made}:
            tail = f" {number}"
            name, number = plain[: _SHEET_NAME - len(tail)].strip(" '") + tail, number + 1
        made.append(name)
    return made


def _heading(label: object, currency: str) -> str:
    return f"{label} ({currency})" if currency else str(label)


def _written(value: Cell, kind: CellKind, french: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return harmless(str(value))
    if isinstance(value, datetime):
        return _local(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if kind is CellKind.MONEY:
        value = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return digits.replace(".", ",") if french else digits


def _write_cell(sheet: Any, line: int, position: int, value: Cell, number: Any, quoted: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(line, position, float(value), number)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, position, _local(value).replace(tzinfo=None), number)
    elif isinstance(value, date):
        sheet.write_datetime(line, position, value, number)
    else:
        text = str(value)
        sheet.write_string(line, position, text, quoted if harmless(text) != text else None)


def _local(value: datetime) -> datetime:
    """Sheets know no time zones: the instant as the page shows it."""
    return timezone.localtime(value) if timezone.is_aware(value) else value
