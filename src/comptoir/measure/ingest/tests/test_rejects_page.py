"""The rejected rows on their page, and the file that corrects them."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import openpyxl
import pytest

from comptoir.core.companies.api import Role
from comptoir.core.companies.models import Company
from comptoir.measure.ingest.models import ImportRun, ImportState, RejectedRow
from comptoir.measure.ingest.tests.conftest import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(company: Company) -> ImportRun:
    run = ImportRun.objects.create(
        company=company,
        number=1,
        state=ImportState.DONE,
        file_name="orders.csv",
        file_digest="0" * 64,
        mapping_name="generic",
        mapping="name: generic",
        rows_read=5,
        rows_rejected=3,
    )
    rows = [
        (
            4,
            "quantity",
            "-5",
            "quantity_not_positive",
            "A3",
            1,
            {"order_id": "A3", "sku": "007", "quantity": "-5"},
        ),
        (
            5,
            "ordered_at",
            "31/02/2026",
            "bad_date",
            "A4",
            None,
            {"order_id": "A4", "sku": "=cmd()", "quantity": "1"},
        ),
        (
            6,
            "quantity",
            "0",
            "quantity_not_positive",
            "A5",
            2,
            {"order_id": "A5", "sku": "B", "quantity": "0"},
        ),
    ]
    for line, column, value, reason, unit, number, raw in rows:
        RejectedRow.objects.create(
            run=run,
            line=line,
            column=column,
            value=value,
            reason=reason,
            unit=unit,
            line_number=number,
            raw=raw,
        )
    return run


def test_reasons_are_counted_and_rows_listed(person: Callable[..., Person], run: ImportRun) -> None:
    page = person().get("rejects", number=1)
    assert [(reason.code, reason.count) for reason in page.context["reasons"]] == [
        ("quantity_not_positive", 2),
        ("bad_date", 1),
    ]
    assert "31/02/2026" in page.content.decode()
    assert "quantity_not_positive" not in page.context["reasons"][0].sentence


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ({"reason": "bad_date"}, [5]),
        ({"q": "a5"}, [6]),
        ({"q": "4"}, [4, 5]),  # line 4, and the order A4
        ({"q": "%"}, []),
        ({"reason": "quantity_not_positive", "q": "-5"}, [4]),
        ({"q": "9" * 400}, []),
    ],
)
def test_rows_are_found(
    person: Callable[..., Person], run: ImportRun, wanted: dict[str, str], lines: list[int]
) -> None:
    page = person().get("rejects", wanted, number=1)
    assert [row.line for row in page.context["page"]] == lines


def test_the_export_can_be_corrected_and_carries_the_place_of_each_line(
    person: Callable[..., Person], run: ImportRun
) -> None:
    body = person().get("rejects_export", {"format": "csv"}, number=1).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(body)))
    assert list(rows[0]) == [
        "order_id",
        "sku",
        "quantity",
        "comptoir_line",
        "comptoir_order_line",
        "comptoir_reason",
    ]
    assert rows[0] | {"comptoir_reason": ""} == {
        "order_id": "A3",
        "sku": "007",
        "quantity": "-5",  # a plain number stays one
        "comptoir_line": "4",
        "comptoir_order_line": "1",
        "comptoir_reason": "",
    }
    assert rows[1]["sku"] == "'=cmd()"
    assert rows[1]["comptoir_order_line"] == ""


def test_the_spreadsheet_keeps_texts_as_they_were(person: Callable[..., Person], run: ImportRun) -> None:
    body = person().get("rejects_export", {"format": "xlsx", "reason": "bad_date"}, number=1).content
    sheet = openpyxl.load_workbook(BytesIO(body)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][:3] == ("A4", "=cmd()", "1")
    assert sheet["B2"].data_type == "s"


def test_whoever_may_not_import_does_not_see_the_rows(person: Callable[..., Person], run: ImportRun) -> None:
    viewer = person(Role.VIEWER)
    assert viewer.get("rejects", number=1).status_code == 403
    assert viewer.get("rejects_export", number=1).status_code == 403


def test_an_unknown_format_is_refused(person: Callable[..., Person], run: ImportRun) -> None:
    assert person().get("rejects_export", {"format": "exe"}, number=1).status_code == 400
