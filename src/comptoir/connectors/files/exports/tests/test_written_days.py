"""Days as people and tools write them, hours and names of months and all."""

from datetime import date

import ibis
import pytest

from comptoir.connectors.files.exports.days import day
from comptoir.connectors.files.rules import DateStyle


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("2025-01-06", DateStyle.DAY_FIRST),
        ("06/01/2025", DateStyle.DAY_FIRST),
        ("01/06/2025", DateStyle.MONTH_FIRST),
        ("6 janv. 2025", DateStyle.ISO),
        ("Semaine du 6 janvier 2025", DateStyle.ISO),
        ("Jan 6, 2025", DateStyle.ISO),
        ("January 06, 2025", DateStyle.DAY_FIRST),
        ("Jan 06, 2025 10:01 am", DateStyle.ISO),
        ("6 janv. 2025 à 10h01", DateStyle.ISO),
        ("2025-01-06 10:01", DateStyle.ISO),
        ("2025-01-06T10:01:00+00:00", DateStyle.ISO),
        ("06.01.2025 23:59:59", DateStyle.DAY_FIRST),
        ("06/01/2025 - 09:37:10", DateStyle.DAY_FIRST),
    ],
)
def test_a_day(written: str, style: DateStyle) -> None:
    assert _read(written, style) == date(2025, 1, 6)


@pytest.mark.parametrize("written", ["", "mardi", "32/01/2025", "Foo 6, 2025", "10:01"])
def test_what_is_no_day(written: str) -> None:
    assert _read(written, DateStyle.DAY_FIRST) is None


def _read(written: str, style: DateStyle) -> date | None:
    table = ibis.memtable({"written": [written]}, schema={"written": "string"})
    value: date | None = ibis.duckdb.connect().to_pyarrow(day(table.written, style)).to_pylist()[0]
    return value
