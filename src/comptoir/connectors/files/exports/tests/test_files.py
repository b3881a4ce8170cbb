"""A file of a tool from its bytes to facts and rejects."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.connectors.files.api import Told, recognised_exports
from comptoir.connectors.files.exports.tests.tools import DAYS, LAYOUTS, TERMS, WEEKS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.core.errors import InputError

FRENCH = (
    "Jour,Campagne,Clics,Montant dépensé (EUR),Taux de clic\n"
    '2026-01-05,Marque,"1 234","1 234,56 €","5,66 %"\n'
    '2026-01-06,Marque,12,"0,50 €","1,00 %"\n'
    'Total : Compte, --,"1 246","1 235,06 €","4,00 %"\n'
)
TWO = [
    (date(2026, 1, 5), "Marque", 1234, Decimal("1234.56")),
    (date(2026, 1, 6), "Marque", 12, Decimal("0.50")),
]


def facts(result: Read) -> list[tuple[object, ...]]:
    return sorted(
        (row["day"], row["campaign_id"], row["clicks"], row["spend_amount"]) for row in result.facts
    )


@pytest.mark.parametrize(
    ("encoding", "end", "delimiter"),
    [
        ("utf-8", "\n", ","),
        ("utf-8-sig", "\r\n", ";"),
        ("utf-16", "\r\n", "\t"),
        ("windows-1252", "\n", ";"),
        ("windows-1252", "\r\n", ","),
    ],
)
def test_a_file_is_recognised_however_it_is_written(
    tmp_path: Path, encoding: str, end: str, delimiter: str
) -> None:
    rows = [
        ["Jour", "Campagne", "Clics", "Montant dépensé (EUR)"],
        ["2026-01-05", "Marque", "1\u00a0234", '"1\u00a0234,56 €"'],
        ["2026-01-06", "Marque", "12", '"0,50 €"'],
    ]
    text = end.join(delimiter.join(row) for row in rows) + end
    result = read(written(tmp_path, text, encoding=encoding), LAYOUTS)
    assert (result.layouts, facts(result), result.rejects) == (["tool_days"], TWO, [])
    assert {row["currency"] for row in result.facts} == {"EUR"}
    assert {(row["source"], row["month"]) for row in result.facts} == {("tool", "2026-01")}


def test_titles_stand_before_and_totals_after(tmp_path: Path) -> None:
    result = read(written(tmp_path, "Rapport\n1 janvier 2026 - 31 janvier 2026\n" + FRENCH), LAYOUTS)
    assert (facts(result), result.rejects) == (TWO, [])


def test_headers_do_not_mind_capitals_spaces_and_apostrophes(tmp_path: Path) -> None:
    text = "DAY;campaign ;Clicks;Amount  spent\u00a0(GBP)\n05/01/2026;A;3;1.50\n"
    result = read(written(tmp_path, text), LAYOUTS)
    assert facts(result) == [(date(2026, 1, 5), "A", 3, Decimal("1.50"))]
    assert result.facts[0]["currency"] == "GBP"


def test_bad_rows_are_listed_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    text = (
        "# a comment\n\n"
        "Jour,Campagne,Clics,Montant dépensé (EUR)\n"
        "2026-01-05,Marque,10,1.00\n"
        "2026-02-31,Marque,10,1.00\n"
        "2026-01-06,Marque,ten,1.00\n"
        "2026-01-07,Marque,-4,1.00\n"
        ",Marque,10,1.00\n"
        "1826-01-07,Marque,10,1.00\n"
        "2026-01-08,Marque,11,1.00\n"
    )
    result = read(written(tmp_path, text), LAYOUTS)
    assert [row["clicks"] for row in sorted(result.facts, key=lambda row: row["day"])] == [10, 11]
    assert result.rejects == [
        (5, "Jour", "bad_date"),
        (6, "Clics", "bad_number"),
        (7, "", "not_lawful"),
        (8, "Jour", "missing_value"),
        (9, "Jour", "date_out_of_range"),
    ]


def test_rows_that_the_store_cannot_tell_apart_are_added(tmp_path: Path) -> None:
    text = "Jour,Campagne,Appareil,Clics,Montant dépensé (EUR)\n2026-01-05,A,mobile,1,1.5\n2026-01-05,A,bureau,2,2.5\n"
    assert facts(read(written(tmp_path, text), LAYOUTS)) == [(date(2026, 1, 5), "A", 3, Decimal(4))]


def test_several_tables_under_comments(tmp_path: Path) -> None:
    """The lines of rejects are those of the file, and the comments tell the period of what has no days."""
    text = (
        "# Tool\n# Date de début : 20260101\n# Date de fin : 20260131\nRequêtes,Clics\nlavande,12\nsavon,x\n\n"
        "# ----\n# Tool\n" + FRENCH
    )
    result = read(written(tmp_path, text), LAYOUTS)
    assert result.layouts == ["tool_terms", "tool_days"]
    terms = [row for row in result.facts if "term" in row]
    assert [(row["term"], row["first_day"], row["day"]) for row in terms] == [
        ("lavande", date(2026, 1, 1), date(2026, 1, 31))
    ]
    assert result.rejects == [(6, "Clics", "bad_number")]


def test_a_zip_of_several_tables_lends_its_days(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Graphique.csv", FRENCH)
        archive.writestr("Requêtes.csv", "Requêtes,Clics\nlavande,12\n")
        archive.writestr("Notes.csv", "Nothing,known\n1,2\n")
    result = read(path, LAYOUTS)
    assert result.layouts == ["tool_days", "tool_terms"]
    terms = [row for row in result.facts if "term" in row]
    assert (terms[0]["first_day"], terms[0]["day"]) == (date(2026, 1, 5), date(2026, 1, 6))


def test_a_person_tells_the_days_and_the_account(tmp_path: Path) -> None:
    told = Told("shop.example", date(2026, 3, 1), date(2026, 3, 31))
    result = read(written(tmp_path, "Queries,Clicks\nsoap,12\n"), [TERMS], told=told)
    (row,) = result.facts
    assert (row["property_id"], row["first_day"], row["day"]) == (
        "shop.example",
        date(2026, 3, 1),
        date(2026, 3, 31),
    )


def test_what_is_known_to_be_no_fact_says_so(tmp_path: Path) -> None:
    result = read(written(tmp_path, "Semaine,Coût\nSemaine du 5 janv. 2026,12\n"), LAYOUTS, [WEEKS])
    assert (result.layouts, result.useless) == ([], ["tool_weeks"])


def test_the_layout_that_knows_more_columns_reads(tmp_path: Path) -> None:
    """A file of days is no list of searches, though it has clicks."""
    assert read(written(tmp_path, FRENCH), [TERMS, DAYS]).layouts == ["tool_days"]
    assert read(written(tmp_path, "order_id,sku\n1,A\n"), LAYOUTS).layouts == []


def test_a_zip_that_is_too_large_or_damaged_is_refused(tmp_path: Path, settings: object) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", FRENCH)
        archive.writestr("b.csv", "0" * 5_000_000)
    settings.MAX_UNPACKED_BYTES = 1_000_000  # type: ignore[attr-defined]
    with pytest.raises(InputError, match="larger than"):
        read(path, LAYOUTS)
    data = bytearray(path.read_bytes())
    data[60:80] = bytes(20)
    path.write_bytes(bytes(data))
    with pytest.raises(InputError):
        read(path, LAYOUTS)


def test_every_file_of_a_zip_is_read(tmp_path: Path) -> None:
    """The months of a year come as one zip; within one file the table that says the most is read."""
    path = tmp_path / "year.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("01.csv", FRENCH)
        archive.writestr("02.csv", FRENCH.replace("2026-01", "2026-02"))
    result = read(path, LAYOUTS)
    assert len(facts(result)) == 4
    assert {row["month"] for row in result.facts} == {"2026-01", "2026-02"}
    poorer = "\n".join(line.rsplit(",", 1)[0] for line in FRENCH.replace("5,66 %", "5 %").splitlines()[:1])
    two = written(tmp_path, f"# Tool\n{poorer}\n2026-01-05,Marque,9,9.00\n\n# Tool\n{FRENCH}")
    with recognised_exports(two, LAYOUTS, ()) as holds:
        assert ([one.layout.name for one in holds.found], len(holds.aside)) == (["tool_days"], 1)
    assert facts(read(two, LAYOUTS)) == TWO
