"""Indices of the market by day and by month, however people write the month."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written


def test_by_day_and_by_month(tmp_path: Path) -> None:
    by_month = read(
        written(tmp_path, "Mois;Indice;Valeur\n03/2026;iCE 100;104,5\n", encoding="cp1252"), ALL, USELESS
    )
    assert by_month.layouts == ["market_index_by_month"]
    by_day = read(written(tmp_path, "Date,Index name,Value\n2026-03-02,Panel,1234.5\n"), ALL, USELESS)
    assert by_day.layouts == ["market_index_by_day"]
    assert [
        (row["day"], row["month"], row["span"], row["market"], row["index_value"])
        for row in [*by_month.facts, *by_day.facts]
    ] == [
        (date(2026, 3, 1), "2026-03", "month", "iCE 100", Decimal("104.5")),
        (date(2026, 3, 2), "2026-03", "day", "Panel", Decimal("1234.5")),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "2026-03",
        "2026/3",
        "03/2026",
        "3-2026",
        "mars 2026",
        "Mars 2026",
        "March 2026",
        "Mar 2026",
        "15/03/2026",
    ],
)
def test_months_as_people_write_them(tmp_path: Path, said: str) -> None:
    found = read(written(tmp_path, f"Mois;Indice;Valeur\n{said};A;100\n"), LAYOUTS)
    assert found.rejects == []
    assert [row["day"] for row in found.facts] == [date(2026, 3, 1)]


@pytest.mark.parametrize("said", ["2026", "13/2026", "T1 2026", "printemps", "2026-00"])
def test_what_is_no_month_is_listed(tmp_path: Path, said: str) -> None:
    found = read(written(tmp_path, f"Mois;Indice;Valeur\n{said};A;100\n"), LAYOUTS)
    assert (found.facts, found.rejects) == ([], [(2, "Mois", "bad_date")])


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    values=st.dictionaries(
        st.tuples(st.integers(2000, 2040), st.integers(1, 12)),
        st.decimals(0, 100_000, places=3),
        min_size=1,
        max_size=6,
    ),
    language=st.sampled_from(["fr", "en"]),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, values: dict[tuple[int, int], Decimal], language: str
) -> None:
    lines = ["Mois;Indice;Valeur" if language == "fr" else "Month;Index;Value"]
    for (year, month), value in values.items():
        told = f"{value}".replace(".", ",") if language == "fr" else f"{value}"
        lines.append(f"{format_date(date(year, month, 1), 'MMM y', locale=language)};A;{told}")
    found = read(written(tmp_path_factory.mktemp("market"), "\n".join(lines) + "\n"), LAYOUTS)
    assert found.rejects == []
    assert {(row["day"].year, row["day"].month): row["index_value"] for row in found.facts} == values
