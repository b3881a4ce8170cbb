"""A table that a person exported, filled in and gives back: its lines, months and amounts as people write them."""

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from comptoir.core.errors import InputError
from comptoir.core.tables.workbook import is_workbook, workbook_lines


def lines_of(body: bytes) -> list[tuple[int, list[str]]]:
    """The lines after the header, each with its number, blank ones left out: CSV with commas or semicolons, or the
    first sheet of a workbook."""
    if is_workbook(body):
        rows = enumerate(workbook_lines(body), start=1)
        return [(number, [_plain(word) for word in row]) for number, row in rows if any(row)][1:]
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    lines = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1)
    try:
        return [(number, [_plain(word) for word in line]) for number, line in lines if any(line)][1:]
    except csv.Error as error:
        raise InputError(_("The file is no table of text: %(error)s.") % {"error": error}) from None


def _plain(word: str) -> str:
    """Without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    return word.strip().removeprefix("'")


def month_of(word: str) -> date | None:
    """The first day of `2027-01`, or of a day of it; None for another text."""
    try:
        return date.fromisoformat(f"{word[:7]}-01")
    except ValueError:
        return None


def amount_of(word: str) -> Decimal | None:
    """`1 234,50`, `1,234.50` or `1234.5`; None for what is no finite number."""
    plain = "".join(character for character in word if not character.isspace())
    if "," in plain and "." in plain:
        plain = plain.replace("," if plain.rfind(".") > plain.rfind(",") else ".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
