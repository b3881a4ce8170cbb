"""What a tool writes reads back, in every manner that tools have."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import cycle

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.base import Cell, Field
from comptoir.connectors.files.exports.cells import value, written
from comptoir.connectors.files.exports.days import MONTHS, day
from comptoir.connectors.files.exports.signs import signs_of
from comptoir.connectors.files.rules import DateStyle, Numbers

ENGINE = ibis.duckdb.connect()
SPACES = (" ", "\u00a0", "\u202f")
DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))


def read(
    cells: list[str], kind: Cell, signs: Numbers | None = None, style: DateStyle = DateStyle.ISO
) -> list[object]:
    field = Field("it", kind, ("It",))
    table = ENGINE.create_table("cells", ibis.memtable({"cell": cells}), overwrite=True, temp=True)
    text = written(table.cell, field)
    return ENGINE.to_pyarrow(
        table.select(it=value(text, field, (signs or Numbers(),), style, "Europe/Paris"))
    )["it"].to_pylist()


@pytest.mark.parametrize(
    ("form", "style"),
    [
        ("{0:%Y-%m-%d}", DateStyle.ISO),
        ("{0:%Y%m%d}", DateStyle.ISO),
        ("{0:%Y/%m/%d}", DateStyle.ISO),
        ("{0:%d/%m/%Y}", DateStyle.DAY_FIRST),
        ("{0:%d.%m.%Y}", DateStyle.DAY_FIRST),
        ("{0:%d/%m/%y}", DateStyle.DAY_FIRST),
        ("{0:%d/%m/%Y %H:%M}", DateStyle.DAY_FIRST),
        ("{0:%m/%d/%Y}", DateStyle.MONTH_FIRST),
        ("{0.day} {1} {0.year}", DateStyle.ISO),
        ("{0.day} {1}. {0.year}", DateStyle.ISO),
        ("Semaine du {0.day}\u00a0{1} {0.year}", DateStyle.DAY_FIRST),
        ("{1} {0.day}, {0.year}", DateStyle.MONTH_FIRST),
        ("Week of {1} {0.day}, {0.year}", DateStyle.ISO),
    ],
)
@given(days=st.lists(st.tuples(DAYS, st.integers(0, 3)), min_size=20, max_size=20))
@settings(max_examples=4, deadline=None)
def test_a_day_reads_back(form: str, style: DateStyle, days: list[tuple[date, int]]) -> None:
    texts = [
        form.format(one, MONTHS[one.month - 1][place % len(MONTHS[one.month - 1])]) for one, place in days
    ]
    table = ENGINE.create_table("days", ibis.memtable({"cell": texts}), overwrite=True, temp=True)
    assert ENGINE.to_pyarrow(table.select(it=day(table.cell, style)))["it"].to_pylist() == [
        one for one, _ in days
    ]


def test_instants_with_their_offset_and_by_the_clock_of_the_company() -> None:
    told = [
        "2026-10-25T00:30:00Z",
        "2026-10-25 02:30:00 +02:00",
        "1792888200",
        "1792888200000",
        "25/10/2026 01:59:59",
        "20261025",
        "soon",
    ]
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert read(told, Cell.INSTANT, style=DateStyle.DAY_FIRST) == [
        *[at] * 4,
        datetime(2026, 10, 24, 23, 59, 59, tzinfo=UTC),
        None,
        None,
    ]


def test_what_is_no_day_is_none() -> None:
    assert read(["31/02/2026", "Total", "2026-13-01", ""], Cell.DAY, style=DateStyle.DAY_FIRST) == [None] * 4


def grouped(number: Decimal, decimal: str, thousands: str) -> str:
    return f"{number:,}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


@pytest.mark.parametrize(
    ("decimal", "thousands"),
    [(",", space) for space in SPACES] + [(",", "."), (".", ","), (".", "'"), (".", ""), (",", "")],
)
@given(amounts=st.lists(st.decimals(0, 10**9, places=2), min_size=15, max_size=15))
@settings(max_examples=3, deadline=None)
def test_an_amount_reads_back(decimal: str, thousands: str, amounts: list[Decimal]) -> None:
    dresses = cycle(("{}", "{} €", "{}\u00a0€", "€{}", "{} EUR"))
    texts = [next(dresses).format(grouped(amount, decimal, thousands)) for amount in amounts]
    signs = signs_of([(Cell.MONEY, text) for text in texts], "")
    assert read(texts, Cell.MONEY, signs) == amounts


@pytest.mark.parametrize("thousands", [*SPACES, ",", ".", "'", ""])
@given(counts=st.lists(st.integers(0, 10**9), min_size=10, max_size=10))
@settings(max_examples=3, deadline=None)
def test_a_count_reads_back_whatever_separates_its_thousands(thousands: str, counts: list[int]) -> None:
    texts = [f"{count:,}".replace(",", thousands) for count in counts]
    signs = signs_of([(Cell.COUNT, text) for text in texts], "fr")
    assert read(texts, Cell.COUNT, signs) == counts


def test_the_columns_of_a_file_tell_its_signs_together() -> None:
    english = [(Cell.COUNT, "1,234"), (Cell.MONEY, "1,234")]
    assert signs_of(english, "fr").decimal == "."
    assert signs_of([(Cell.MONEY, "1,234")], "fr").decimal == ","
    assert signs_of([(Cell.MONEY, "1,234")], "en").decimal == "."
    assert signs_of([(Cell.MONEY, "1 234,56 €")], "en") == Numbers(",", " ")


def test_shares_are_fractions() -> None:
    french = Numbers(",", " ")
    assert read(["5,66 %", "100\u00a0%", "0,5%"], Cell.SHARE, french) == [
        Decimal("0.0566"),
        Decimal(1),
        Decimal("0.005"),
    ]
    assert read(["0.0566", "1.6%"], Cell.SHARE) == [Decimal("0.0566"), Decimal("0.016")]


def test_what_is_no_number_is_none_and_what_stands_for_nothing_is_blank() -> None:
    assert read(["douze", "1.5", "--", "", "12 34"], Cell.COUNT) == [None] * 5
    assert read([" Marque ", "--", "-"], Cell.TEXT) == ["Marque", None, None]
