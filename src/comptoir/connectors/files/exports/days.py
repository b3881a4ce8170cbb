"""Days and months, however a person or a tool writes them, as an expression over a column."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import dates
from comptoir.connectors.files.rules import DateStyle

_NUMERIC: dict[DateStyle, tuple[str, ...]] = {
    DateStyle.ISO: ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"),
    DateStyle.DAY_FIRST: (
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d.%m.%Y",
        "%d/%m/%Y %H:%M",
        "%d/%m/%Y %H:%M:%S",
    ),
    DateStyle.MONTH_FIRST: ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p"),
}
_SHORT = {DateStyle.MONTH_FIRST: ("%m/%d/%y", "%m-%d-%y", "%m.%d.%y")}
_OTHERWISE = ("%d/%m/%y", "%d-%m-%y", "%d.%m.%y")
_TWO_DIGITS = r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}$"
"""A year of two digits: for the other formats it would be one of the first century."""
_NAMED = ("%dm%m %Y", "m%m %d %Y")
_HOUR = r"[ t]((at|à|-) )?[0-9]{1,2}[:h][0-9]{2}.*$"
MONTHS = (
    ("janvier", "janv", "january", "jan"),
    ("février", "fevrier", "févr", "fevr", "february", "feb"),
    ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("août", "aout", "august", "aug"),
    ("septembre", "sept", "september", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("décembre", "decembre", "déc", "dec", "december"),
)


def day(value: ir.Value, style: DateStyle) -> ir.DateValue:
    """The date that the cell writes; null where it writes none. `style`: which of day and month comes first
    where both are numbers."""
    kind = value.type()
    if kind.is_date() or kind.is_timestamp():
        return value.cast("date")
    text = value.cast("string").strip()
    first = (DateStyle.ISO, style if style in _NUMERIC else DateStyle.DAY_FIRST)
    formats = [one for each in dict.fromkeys(first) for one in _NUMERIC[each]]
    # Most files write numbers: names and hours are looked for in what they leave alone.
    read = ibis.coalesce(dates.naive(text, formats), dates.naive(_bare(text), [*_NAMED, *formats]))
    short = dates.naive(text, list(_SHORT.get(style, _OTHERWISE)))
    return ibis.ifelse(text.re_search(_TWO_DIGITS), short, read).cast("date")


def month(value: ir.Value, style: DateStyle) -> ir.DateValue:
    """The first day of the month that the cell writes, « 2026-03 », « 03/2026 », « mars 2026 », or of its day."""
    if not value.type().is_string():
        return day(value, style).truncate("M")
    text = value.strip()
    begun = ibis.cases(
        (text.re_search("^[0-9]{4}[-/][0-9]{1,2}$"), text.replace("/", "-").concat("-01")),
        (
            text.re_search("^[0-9]{1,2}[-/.][0-9]{4}$"),
            ibis.literal("01/").concat(text.re_replace("[-.]", "/")),
        ),
        (text.re_search("^[^0-9]"), ibis.literal("1 ").concat(text)),
        else_=text,
    )
    is_short = text.re_search("^[0-9]{1,2}[-/.][0-9]{4}$")
    return ibis.ifelse(is_short, day(begun, DateStyle.DAY_FIRST), day(begun, style)).truncate("M")


def _bare(text: ir.StringValue) -> ir.StringValue:
    """« Semaine du 6 janv. 2025 » as `6m1 2025`, « Jan 6, 2025 10:01 am » as `m1 6 2025`: the hour dropped, and
    the month marked, for it stands before the day in English and after it in French."""
    plain = text.lower().re_replace(r"[\s\x{00a0}\x{202f},]+", " ")
    plain = plain.re_replace(r"^(semaine du|week of|week beginning) ", "").re_replace(r"\b1er\b", "1")
    plain = plain.re_replace(_HOUR, "")
    for number, names in enumerate(MONTHS, start=1):
        words = "|".join(sorted(names, key=len, reverse=True))
        plain = plain.re_replace(rf"(?:^| )({words})[.]?( |$)", rf"m{number}\2")
    return plain
