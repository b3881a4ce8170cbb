"""Tables: order, filter, exports that a spreadsheet opens without running anything."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils import translation

from comptoir.core.errors import UsageError
from comptoir.core.tables.api import (
    CellKind,
    Table,
    TableColumn,
    harmless,
    table_response,
    to_csv,
    to_xlsx,
)

COLUMNS = [
    TableColumn("name", "Name"),
    TableColumn("sales", "Sales", CellKind.MONEY, "EUR"),
    TableColumn("share", "Share", CellKind.PERCENT),
    TableColumn("day", "Day", CellKind.DATE),
]
LAMP = {"name": "Lampe", "sales": Decimal("1234.5050"), "share": Decimal("0.25"), "day": date(2026, 11, 21)}
VASE = {"name": "Vase d'été", "sales": Decimal("-3"), "share": None, "day": None}
PLAID = {"name": "plaid", "sales": None, "share": Decimal("0.1"), "day": date(2026, 1, 2)}
TABLE = Table(COLUMNS, [LAMP, VASE, PLAID])


def names(table: Table) -> list[object]:
    return [row["name"] for row in table.rows]


def test_missing_values_stay_last_whichever_way_one_sorts() -> None:
    assert names(TABLE.sorted_by("sales", descending=True)) == ["Lampe", "Vase d'été", "plaid"]
    assert names(TABLE.sorted_by("sales", descending=False)) == ["Vase d'été", "Lampe", "plaid"]


def test_text_is_sorted_without_regard_to_capitals() -> None:
    assert names(TABLE.sorted_by("name", descending=False)) == ["Lampe", "plaid", "Vase d'été"]


def test_an_unknown_column_changes_nothing() -> None:
    assert TABLE.sorted_by("password", descending=True) is TABLE


def test_filter_reads_texts_only() -> None:
    assert names(TABLE.matching(" VASE ")) == ["Vase d'été"]
    assert names(TABLE.matching("1234")) == []


def test_french_csv_has_its_mark_semicolons_and_decimal_commas() -> None:
    assert (
        to_csv(TABLE, "fr")
        == (
            "\ufeffName;Sales (EUR);Share;Day\r\n"
            "Lampe;1234,51;0,25;2026-11-21\r\n"
            "Vase d'été;-3,00;;\r\n"
            "plaid;;0,1;2026-01-02\r\n"
        ).encode()
    )


def test_english_csv_has_commas_and_points() -> None:
    assert to_csv(TABLE, "en").decode("utf-8-sig").splitlines()[1] == "Lampe,1234.51,0.25,2026-11-21"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=HYPERLINK("http://x")', "＝1"],
)
def test_text_that_would_run_is_disarmed_in_both_exports(text: str) -> None:
    table = Table([TableColumn("name", "Name")], [{"name": text}])
    assert harmless(text) == f"'{text}"
    assert b"'" + text.encode() in to_csv(table, "fr").replace(b'""', b'"')
    cell = openpyxl.load_workbook(BytesIO(to_xlsx(table))).active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_a_heading_that_would_run_is_disarmed() -> None:
    assert to_csv(Table([TableColumn("x", "=cmd()")], []), "fr").decode("utf-8-sig") == "'=cmd()\r\n"


def test_negative_figures_are_left_alone() -> None:
    table = Table([TableColumn("n", "N", CellKind.NUMBER)], [{"n": -5}])
    assert to_csv(table, "fr").decode("utf-8-sig").splitlines()[1] == "-5"


def test_excel_holds_real_numbers_and_dates() -> None:
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(TABLE))).active
    assert [cell.value for cell in sheet[1]] == ["Name", "Sales (EUR)", "Share", "Day"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (1234.505, "#,##0.00")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.25, "0.0%")
    assert sheet["D2"].value == datetime(2026, 11, 21)  # noqa: DTZ001 - sheets know no time zones
    assert sheet["C3"].value is None


def test_excel_writes_an_instant_as_the_page_shows_it(settings: object) -> None:
    table = Table(
        [TableColumn("at", "At", CellKind.INSTANT)], [{"at": datetime(2026, 11, 21, 12, 0, tzinfo=UTC)}]
    )
    assert openpyxl.load_workbook(BytesIO(to_xlsx(table))).active["A2"].value == datetime(2026, 11, 21, 12)  # noqa: DTZ001


def test_the_file_has_a_harmless_name() -> None:
    with translation.override("en"):
        response = table_response(TABLE, "csv", 'ventes "été"/../2026')
    assert response["Content-Disposition"] == 'attachment; filename="ventes-ete2026.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="pdf"):
        table_response(TABLE, "pdf", "x")
