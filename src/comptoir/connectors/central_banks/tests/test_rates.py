"""The euro's reference rates in both files, which must agree; what is not quoted is no row, and no reject."""

import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.central_banks.exports import LAYOUTS
from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.tests.door import read, written

ECB = (
    "Date,USD,JPY,BGN,CYP,GBP,HRK,\n"
    "2024-01-05,1.0921,158.57,1.9558,N/A,0.8621,N/A,\n"
    "2024-01-04,1.0953,157.91,1.9558,N/A,0.86278,N/A,\n"
)
ECB_TODAY = "Date, USD, JPY, BGN, GBP, \n05 January 2024, 1.0921, 158.57, 1.9558, 0.86210, \n"
WEBSTAT = (
    "Titre :;Dollar australien (AUD);Livre chypriote (CYP);Roupie indonésienne (IDR);Dollar des Etats-Unis (USD)\n"
    "Code série :;EXR.D.AUD.EUR.SP00.A;EXR.D.CYP.EUR.SP00.A;EXR.D.IDR.EUR.SP00.A;EXR.D.USD.EUR.SP00.A\n"
    "Unité :;Dollar Australien (AUD);Livre Cypriote (CYP);Rupiah (IDR);Dollar des Etats-Unis (USD)\n"
    "Magnitude :;Unités (0);Unités (0);Unités (0);Unités (0)\n"
    "Méthode d'observation :;Fin de période (E);Moyenne de la période (A);Fin de période (E);Fin de période (E)\n"
    "Source :;BCE (4F0);BCE (4F0);BCE (4F0);BCE (4F0);BCE (4F0)\n"
    "05/01/2024;1,6337;;16967,41;1,0921\n"
    "04/01/2024;1,628;-;16994,46;1,0953\n"
)
"""As recorded, one source too many included."""
FIFTH, FOURTH = date(2024, 1, 5), date(2024, 1, 4)


def rates(path: Path) -> dict[tuple[str, date], Decimal]:
    found = read(path, ALL, USELESS)
    assert found.rejects == []
    return {(row["currency"], row["quoted_on"]): row["rate"] for row in found.facts}


def test_the_file_of_the_european_central_bank(tmp_path: Path) -> None:
    path = written(tmp_path, ECB, "eurofxref-hist.csv")
    assert rates(path) == {
        ("USD", FIFTH): Decimal("1.0921"),
        ("JPY", FIFTH): Decimal("158.57"),
        ("BGN", FIFTH): Decimal("1.9558"),
        ("GBP", FIFTH): Decimal("0.8621"),
        ("USD", FOURTH): Decimal("1.0953"),
        ("JPY", FOURTH): Decimal("157.91"),
        ("BGN", FOURTH): Decimal("1.9558"),
        ("GBP", FOURTH): Decimal("0.86278"),
    }
    packed = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "eurofxref-hist.csv")
    assert sorted(read(packed, LAYOUTS).facts, key=str) == sorted(read(path, LAYOUTS).facts, key=str)
    assert {(row["source"], row["base"]) for row in read(path, LAYOUTS).facts} == {("ecb", "EUR")}


def test_the_file_of_the_last_day(tmp_path: Path) -> None:
    assert rates(written(tmp_path, ECB_TODAY)) == {
        ("USD", FIFTH): Decimal("1.0921"),
        ("JPY", FIFTH): Decimal("158.57"),
        ("BGN", FIFTH): Decimal("1.9558"),
        ("GBP", FIFTH): Decimal("0.8621"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_export_of_the_banque_de_france(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, WEBSTAT, encoding=encoding)
    assert rates(path) == {
        ("AUD", FIFTH): Decimal("1.6337"),
        ("IDR", FIFTH): Decimal("16967.41"),
        ("USD", FIFTH): Decimal("1.0921"),
        ("AUD", FOURTH): Decimal("1.628"),
        ("IDR", FOURTH): Decimal("16994.46"),
        ("USD", FOURTH): Decimal("1.0953"),
    }
    assert {row["source"] for row in read(path, LAYOUTS).facts} == {"banque_de_france"}


def test_a_rate_that_cannot_be_is_listed_with_the_line_of_its_day(tmp_path: Path) -> None:
    found = read(written(tmp_path, "Date,USD,JPY\n2024-01-04,1.09,0\n2024-01-05,x,150\n?,1.1,150\n"), LAYOUTS)
    assert sorted((row["currency"], row["quoted_on"]) for row in found.facts) == [
        ("JPY", FIFTH),
        ("USD", FOURTH),
    ]
    assert found.rejects == [
        (2, "", "not_lawful"),
        (3, "Taux", "bad_number"),
        (4, "Date", "bad_date"),
        (4, "Date", "bad_date"),
    ]


@pytest.mark.parametrize("header", ["Date,Sessions,USD", "Date", "Date,,", "Jour,USD"])
def test_other_tables_are_no_rates(tmp_path: Path, header: str) -> None:
    row = ",".join(["2024-01-05", "1", "1"][: header.count(",") + 1])
    assert read(written(tmp_path, f"{header}\n{row}\n"), LAYOUTS).layouts == []


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    codes = data.draw(st.lists(st.from_regex(r"\A[A-Z]{3}\Z"), min_size=1, max_size=6, unique=True))
    value = st.none() | st.decimals("0.00001", "2000000", places=5)
    table = data.draw(
        st.lists(st.lists(value, min_size=len(codes), max_size=len(codes)), min_size=1, max_size=5)
    )
    days = [date(2024, 3, 29) + timedelta(days=place) for place in range(len(table))]
    expected = {
        (code, day): one
        for day, row in zip(days, table, strict=True)
        for code, one in zip(codes, row, strict=True)
        if one is not None
    }
    ecb = [",".join(["Date", *codes, ""])]
    webstat = [";".join(["Code série :", *(f"EXR.D.{code}.EUR.SP00.A" for code in codes)])]
    for day, row in zip(days, table, strict=True):
        ecb.append(",".join([day.isoformat(), *("N/A" if one is None else f"{one}" for one in row), ""]))
        told = ["" if one is None else f"{one}".replace(".", ",") for one in row]
        webstat.append(";".join([f"{day:%d/%m/%Y}", *told]))
    folder = tmp_path_factory.mktemp("rates")
    assert rates(written(folder, "\n".join(ecb) + "\n", "ecb.csv")) == expected
    assert rates(written(folder, "\r\n".join(webstat) + "\r\n", "webstat.csv", "cp1252")) == expected
