"""Texts of a file to instants, and instants to the company's days."""

import datetime as dtm
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.rules import DateStyle

EARLIEST = dtm.datetime(1970, 1, 2)  # noqa: DTZ001 - a naive bound for naive times
LATEST = dtm.datetime(2100, 1, 1)  # noqa: DTZ001
_TIMES = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f")
_FORMATS: dict[DateStyle, tuple[str, ...]] = {
    DateStyle.ISO: (
        "%Y-%m-%d %H:%M:%S",
        *(f"%Y-%m-%d{time}" for time in _TIMES if time != " %H:%M:%S"),
        *(f"%Y-%m-%dT{time.strip()}" for time in _TIMES[1:]),
        *(f"%Y/%m/%d{time}" for time in _TIMES),
    ),
    DateStyle.DAY_FIRST: tuple(
        f"{day}{time}"
        for day in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
        for time in (*_TIMES, ", %H:%M", ", %H:%M:%S")
    ),
    DateStyle.MONTH_FIRST: tuple(
        f"{day}{time}"
        for day in ("%m/%d/%Y", "%m-%d-%Y")
        for time in (*_TIMES, " %I:%M %p", " %I:%M:%S %p", ", %I:%M %p", ", %I:%M:%S %p")
    ),
}
_WITH_OFFSET = (
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%Y-%m-%d %H:%M:%S.%f%z",
)


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "array<string>"), "timestamp"))
def _try_naive(text, formats):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """DuckDB's own: the first format that fits, else null."""


@ibis.udf.scalar.builtin(name="try_strptime", signature=(("string", "array<string>"), "timestamp('UTC')"))
def _try_aware(text, formats):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """The same with formats that state an offset."""


def naive(text: ir.StringValue, formats: Sequence[str]) -> ir.TimestampValue:
    """The time that the text writes in the first of the formats that fits, else null.

    No format may have a letter behind a space: see `_guarded`.
    """
    return _try_naive(_guarded(text), list(formats))


def _guarded(text: ir.StringValue) -> ir.StringValue:
    """DuckDB 1.5 compares a format with one byte more than a text has, and runs past one of spaces alone: where that
    byte is another page's the process dies. A line's end behind the text is read in its place, and means nothing.
    """
    return text.strip().nullif("").concat("\n")


def local_time(value: ir.Value, style: DateStyle) -> ir.TimestampValue:
    """The naive time that the value writes; null where it writes none or one that states its offset."""
    kind = value.type()
    if kind.is_date() or (kind.is_timestamp() and kind.timezone is None):
        return value.cast("timestamp")
    if kind.is_timestamp() or style is DateStyle.UNIX:
        return ibis.null("timestamp")
    # ISO dates say what they are, whatever the mapping expects: the cells of a workbook come so.
    formats = _FORMATS[style] if style is DateStyle.ISO else (*_FORMATS[style], *_FORMATS[DateStyle.ISO])
    # « 3/4/2026 à 10:00 » and « 3/4/2026 - 10:00 » read as without what stands between.
    read = naive(value.replace(" à ", " ").replace(" - ", " "), formats)
    if style is not DateStyle.ISO:
        return read
    # A cast is three times faster, but it drops an offset from UTC: only for the shape that cannot have one.
    plain = (value.length() == 19) & (value.substr(16, 1) == ":")
    return ibis.ifelse(plain, value.try_cast("timestamp"), read)


def instant(value: ir.Value, style: DateStyle) -> ir.TimestampValue:
    """The UTC time that a value with an offset, or a count of seconds since 1970, states; else null."""
    kind = value.type()
    if kind.is_timestamp():
        return value.cast("timestamp") if kind.timezone else ibis.null("timestamp")
    if kind.is_date():
        return ibis.null("timestamp")
    if style is DateStyle.UNIX:
        count = value.cast("string").try_cast("int64")
        seconds = ibis.ifelse(count.abs() >= 100_000_000_000, count / 1000, count.cast("float64"))
        return _from_seconds(seconds)
    if kind.is_string():
        offset = value.strip().re_replace("[zZ]$| UTC$", "+00:00")
        return _try_aware(_guarded(offset), list(_WITH_OFFSET)).cast("timestamp")
    return ibis.null("timestamp")


def _from_seconds(seconds: ir.FloatingValue) -> ir.TimestampValue:
    whole = (seconds * 1_000_000).round().cast("int64")
    return ibis.literal(dtm.datetime(1970, 1, 1)) + whole.as_interval("us")  # noqa: DTZ001


def out_of_range(time: ir.TimestampValue) -> ir.BooleanValue:
    """Before 1970 or after 2099: a spreadsheet's zero or a slip of the hand."""
    return ((time < EARLIEST) | (time >= LATEST)).fill_null(False)


def to_utc(local: ir.TimestampValue, zone: ZoneInfo, first: int, last: int) -> ir.TimestampValue:
    """Naive times of a zone, in the years `first` to `last`, as UTC.

    Python's rule for the two odd hours of a year: a time that comes twice is the first of the two, one that
    the clock skips counts from the offset before the jump.
    """
    return local - _offset(local, _steps(zone, first, last, of_local_time=True))


def to_local(utc: ir.TimestampValue, zone: ZoneInfo, first: int, last: int) -> ir.TimestampValue:
    return utc + _offset(utc, _steps(zone, first, last, of_local_time=False))


type _Steps = tuple[tuple[dtm.datetime | None, int], ...]


def _offset(time: ir.TimestampValue, steps: _Steps) -> ir.IntervalValue:
    return _seconds(time, steps).as_interval("s")


def _seconds(time: ir.TimestampValue, steps: _Steps) -> ir.IntegerValue:
    """A balanced tree of comparisons: the step that `time` has reached."""
    if len(steps) == 1:
        return ibis.literal(steps[0][1], type="int64")
    middle = len(steps) // 2
    before, after = _seconds(time, steps[:middle]), _seconds(time, steps[middle:])
    # Named, or Ibis would spell the whole tree out as the name of each of its branches.
    return ibis.ifelse(time < ibis.literal(steps[middle][0]), before, after).name("offset")


@lru_cache(maxsize=64)
def _steps(zone: ZoneInfo, first: int, last: int, *, of_local_time: bool) -> _Steps:
    """From when on which offset holds, found by halving between days whose offsets differ."""

    def offset(time: dtm.datetime) -> int:
        aware = time.replace(tzinfo=zone) if of_local_time else time.replace(tzinfo=dtm.UTC).astimezone(zone)
        return int((aware.utcoffset() or dtm.timedelta()).total_seconds())

    day = dtm.datetime(first, 1, 1) - dtm.timedelta(days=2)  # noqa: DTZ001 - naive by purpose
    end = dtm.datetime(last, 12, 31) + dtm.timedelta(days=2)  # noqa: DTZ001
    steps: list[tuple[dtm.datetime | None, int]] = [(None, offset(day))]
    while day < end:
        following = day + dtm.timedelta(days=1)
        if offset(following) != steps[-1][1]:
            low, high = day, following
            while high - low > dtm.timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == steps[-1][1] else (low, middle)
            steps.append((high, offset(following)))
        day = following
    return tuple(steps)
