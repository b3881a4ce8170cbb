"""Cells of an export as typed values; null where they are blank or cannot be read."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.base import Cell, Field
from comptoir.connectors.files import dates, typed
from comptoir.connectors.files.exports.days import day, month
from comptoir.connectors.files.rules import DateStyle, Numbers
from comptoir.connectors.instants import at

KINDS = {
    Cell.TEXT: "string",
    Cell.DAY: "date",
    Cell.MONTH: "date",
    Cell.INSTANT: "timestamp('UTC')",
    Cell.COUNT: "int64",
    Cell.NUMBER: typed.EXACT,
    Cell.MONEY: typed.MONEY,
    Cell.SHARE: "decimal(18, 8)",
}
WRONG = {Cell.DAY: "bad_date", Cell.MONTH: "bad_date", Cell.INSTANT: "bad_date"}
"""Kind -> the reason of a cell that cannot be read; the others are numbers."""


def written(cell: ir.Value, field: Field) -> ir.Value:
    """What the file says; null where it says that there is nothing."""
    if not cell.type().is_string():
        return cell
    text = typed.text(cell)
    return ibis.ifelse(text.isin(field.blank), ibis.null("string"), text) if field.blank else text


def value(text: ir.Value, field: Field, signs: tuple[Numbers, ...], style: DateStyle, zone: str) -> ir.Value:
    """`text` as `written` gives it. `signs`: how numbers may be written, the likeliest first. `zone`: of clocks that
    name none."""
    kind = KINDS[field.kind]
    match field.kind:
        case Cell.TEXT:
            return typed.verbatim(text)
        case Cell.DAY:
            return day(text, style)
        case Cell.MONTH:
            return month(text, style)
        case Cell.INSTANT:
            return _instant(text, style, zone)
        case Cell.COUNT:
            number = _number(text, signs, "decimal(18, 3)")
            return ibis.ifelse(number == number.floor(), number.try_cast("int64"), ibis.null("int64"))
        case Cell.SHARE:
            return _share(text, signs).try_cast(kind)
        case _:
            return _number(text, signs, kind)


def _instant(text: ir.Value, style: DateStyle, zone: str) -> ir.TimestampValue:
    told = dates.instant(text, style)
    if text.type().is_string() or text.type().is_integer():
        # Eight digits are a day, ten are seconds.
        digits = text.cast("string").strip()
        seconds = ibis.ifelse(digits.re_search("^[0-9]{10,13}$"), digits, ibis.null("string"))
        told = told.coalesce(dates.instant(seconds, DateStyle.UNIX))
    if text.type().is_integer():
        return at(told, "UTC")
    return at(told, "UTC").coalesce(at(dates.local_time(text, style), zone))


def _number(text: ir.Value, signs: tuple[Numbers, ...], kind: str) -> ir.Value:
    return ibis.coalesce(*[typed.number(text, one, kind) for one in signs])


def _share(text: ir.Value, signs: tuple[Numbers, ...]) -> ir.Value:
    number = _number(text, signs, "decimal(18, 8)")
    if not text.type().is_string():
        return number
    return ibis.ifelse(
        text.contains("%"), (number.cast("decimal(38, 10)") / 100).cast("decimal(18, 8)"), number
    )
