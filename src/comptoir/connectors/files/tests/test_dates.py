"""A date written in any format that is known reads back as itself; local times become Python's instants."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files import dates
from comptoir.connectors.files.exports import days
from comptoir.connectors.files.rules import DateStyle

ENGINE = ibis.duckdb.connect()
FORMATS = {
    DateStyle.ISO: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f"],
    DateStyle.DAY_FIRST: [
        *("%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S"),
        *("%d/%m/%Y à %H:%M:%S", "%d/%m/%Y, %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
    ],
    DateStyle.MONTH_FIRST: ["%m/%d/%Y %H:%M:%S", "%m-%d-%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p"],
}
FIRST, LAST = datetime(1970, 1, 3), datetime(2099, 12, 30)  # noqa: DTZ001
times = st.datetimes(FIRST, LAST).map(lambda time: time.replace(microsecond=0))


def local(texts: list[str], style: DateStyle) -> list[datetime | None]:
    table = ibis.memtable({"place": range(len(texts)), "text": texts})
    value = table.select("place", value=dates.local_time(table.text, style)).order_by("place")
    return ENGINE.to_pyarrow(value)["value"].to_pylist()


def instants(texts: list[str], style: DateStyle = DateStyle.ISO) -> list[datetime | None]:
    table = ibis.memtable({"place": range(len(texts)), "text": texts})
    value = table.select("place", value=dates.instant(table.text, style)).order_by("place")
    return ENGINE.to_pyarrow(value)["value"].to_pylist()


@pytest.mark.parametrize("style", FORMATS)
@settings(max_examples=10, deadline=None)
@given(found=st.lists(times, min_size=1, max_size=40))
def test_a_written_time_reads_back(style: DateStyle, found: list[datetime]) -> None:
    texts = [time.strftime(form) for time in found for form in FORMATS[style]]
    assert local(texts, style) == [time for time in found for _form in FORMATS[style]]


@pytest.mark.parametrize("style", FORMATS)
def test_a_day_alone_is_its_midnight(style: DateStyle) -> None:
    day = datetime(2024, 2, 29)  # noqa: DTZ001
    texts = [day.strftime(form.split("%H")[0].split("%I")[0].rstrip(" T,à")) for form in FORMATS[style]]
    assert local(texts, style) == [day] * len(texts)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("31/02/2024", DateStyle.DAY_FIRST),
        ("02/31/2024", DateStyle.MONTH_FIRST),
        ("31/12/2024", DateStyle.MONTH_FIRST),
        ("2024-02-30 10:00:00", DateStyle.ISO),
        ("2023-02-29", DateStyle.ISO),
        ("01/02/2024", DateStyle.ISO),
        ("2024-01-02 (BC) 10:", DateStyle.ISO),
        ("2024-01-02 10:00+02", DateStyle.ISO),
        ("0000-00-00 00:00:00", DateStyle.ISO),
        ("yesterday", DateStyle.DAY_FIRST),
        ("", DateStyle.ISO),
    ],
)
def test_what_is_no_local_time_is_nothing(text: str, style: DateStyle) -> None:
    assert local([text], style) == [None]


@pytest.mark.parametrize("word", ["infinity", "-infinity", "epoch"])
def test_words_that_the_engine_takes_for_times_are_out_of_range(word: str) -> None:
    table = ibis.memtable({"text": [word]})
    time = dates.local_time(table.text, DateStyle.ISO)
    refused = ENGINE.to_pyarrow(table.select(refused=time.isnull() | dates.out_of_range(time)))
    assert refused["refused"].to_pylist() == [True]


def test_offsets_are_honoured() -> None:
    noon = datetime(2024, 5, 1, 12, 0)  # noqa: DTZ001
    texts = [
        *("2024-05-01T12:00:00Z", "2024-05-01 14:00:00 +0200", "2024-05-01T14:00:00+02:00"),
        *("2024-05-01 08:00:00 -0400", "2024-05-01T12:00:00.000Z", "2024-05-01 12:00:00 UTC"),
    ]
    assert local(texts, DateStyle.ISO) == [None] * len(texts)
    assert instants(texts) == [noon] * len(texts)


def test_seconds_and_milliseconds_since_1970() -> None:
    noon = datetime(2024, 5, 1, 12, 0)  # noqa: DTZ001
    assert instants(["1714564800", "1714564800000", "soon"], DateStyle.UNIX) == [noon, noon, None]


ZONES = [
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
@settings(max_examples=2, deadline=None)
@given(found=st.lists(st.datetimes(datetime(1975, 1, 1), datetime(2045, 1, 1)), min_size=40, max_size=80))  # noqa: DTZ001
def test_local_times_are_the_instants_of_python(name: str, found: list[datetime]) -> None:
    _same_as_python(name, [time.replace(microsecond=0, fold=0) for time in found])


@pytest.mark.parametrize("name", ZONES)
def test_every_half_hour_around_changes_of_the_clock(name: str) -> None:
    starts = [datetime(2024, month, day) for month in (2, 3, 10, 11) for day in (1, 10, 25)]  # noqa: DTZ001
    starts.append(datetime(2011, 12, 28))  # noqa: DTZ001 - the day that Samoa left out
    _same_as_python(
        name, [start + timedelta(minutes=30 * turn) for start in starts for turn in range(48 * 9)]
    )


def _same_as_python(name: str, found: list[datetime]) -> None:
    zone = ZoneInfo(name)
    first, last = min(found).year, max(found).year
    table = ibis.memtable({"place": range(len(found)), "time": found})
    utc = dates.to_utc(table.time, zone, first, last)
    there = dates.to_local(table.time, zone, first, last)
    got = ENGINE.to_pyarrow(table.select("place", utc=utc, there=there).order_by("place")).to_pylist()
    for row, time in zip(got, found, strict=True):
        assert row["utc"] == time.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None), time
        assert row["there"] == time.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None), time


def test_no_time_is_lost_in_the_two_odd_hours() -> None:
    zone = ZoneInfo("Europe/Paris")
    odd = [datetime(2024, 3, 31, 2, 30), datetime(2024, 10, 27, 2, 30)]  # noqa: DTZ001
    table = ibis.memtable({"time": odd})
    days = ENGINE.to_pyarrow(table.select(day=dates.to_utc(table.time, zone, 2024, 2024).date()))
    assert days["day"].to_pylist() == [date(2024, 3, 31), date(2024, 10, 27)]


def test_no_format_reads_behind_the_end_of_a_text() -> None:
    """DuckDB compares a letter of the format with the byte behind the text's last, where a line's end is put; a space
    of the format would take that for its own, and what follows the space would be compared with the byte after it."""
    known = [*(one for style in dates._FORMATS.values() for one in style), *dates._WITH_OFFSET]
    known += [*(one for style in days._NUMERIC.values() for one in style), *days._NAMED, *days._OTHERWISE]
    known += [one for style in days._SHORT.values() for one in style]
    assert [one for one in known if re.search(r"\s[^%\s]", one)] == []


def test_spaces_alone_are_no_time() -> None:
    assert local(["", " ", " " * 40, "\t"], DateStyle.DAY_FIRST) == [None] * 4
    assert local(["3/4/2026 à 10:00", "3/4/2026 - 10:00:01"], DateStyle.DAY_FIRST) == [
        datetime(2026, 4, 3, 10),  # noqa: DTZ001
        datetime(2026, 4, 3, 10, 0, 1),  # noqa: DTZ001
    ]
