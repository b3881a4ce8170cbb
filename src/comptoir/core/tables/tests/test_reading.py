"""A table that was exported, filled in and handed back, as CSV or as a workbook."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from comptoir.core.errors import InputError
from comptoir.core.tables.api import CellKind, Table, TableColumn, lines_of, to_csv, to_xlsx

TABLE = Table(
    (
        TableColumn("sku", "Item"),
        TableColumn("units", "Units", CellKind.NUMBER),
        TableColumn("price", "Price", CellKind.MONEY, "EUR"),
        TableColumn("day", "Day", CellKind.DATE),
    ),
    (
        {"sku": "=LAMP", "units": 3, "price": Decimal("12.50"), "day": date(2027, 1, 5)},
        {"sku": "MUG", "units": None, "price": None, "day": None},
    ),
)


def test_a_workbook_says_what_the_same_table_says_as_text():
    found = lines_of(to_xlsx(TABLE))
    assert found == [(2, ["=LAMP", "3", "12.5", "2027-01-05"]), (3, ["MUG", "", "", ""])]
    assert [line[0] for _number, line in lines_of(to_csv(TABLE, "fr"))] == ["=LAMP", "MUG"]


def test_a_damaged_workbook_is_told_so_with_what_to_do():
    with override("en"), pytest.raises(InputError, match="damaged"):
        lines_of(b"PK\x03\x04 and nothing of a workbook")
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("notes.txt", "no workbook")
    with pytest.raises(InputError) as told:
        lines_of(empty.getvalue())
    assert "xlsx" in told.value.advice
