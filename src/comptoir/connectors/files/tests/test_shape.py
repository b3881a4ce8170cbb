"""A file is recognised whatever its packing, encoding, separator and signs, and gives the same facts."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from comptoir.connectors.files.api import recognise
from comptoir.connectors.files.packing import Kind
from comptoir.connectors.files.rules import DateStyle, Numbers
from comptoir.connectors.files.tests.support import GENERIC, facts, file, rows, staged

HEADER = ["order_id", "ordered_at", "sku", "quantity", "unit_price", "customer_id"]
LINES = [
    ["A1", "2024-03-05 10:00:00", "Café crème", "2", "12.50", "c1"],
    ["A1", "2024-03-05 10:00:00", 'Say "hi", twice', "1", "1234.05", "c1"],
    ["A2", "2024-03-06 23:30:00", "two\nlines", "3", "0.99", ""],
]


def text(delimiter: str = ",", line: str = "\r\n", decimal: str = ".") -> str:
    def cell(value: str) -> str:
        return f'"{value.replace(chr(34), chr(34) * 2)}"' if set(value) & {delimiter, '"', "\n"} else value

    body = [[*row[:4], row[4].replace(".", decimal), row[5]] for row in LINES]
    return line.join(delimiter.join(map(cell, row)) for row in [HEADER, *body]) + line


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, ...]]]:
    with staged(file(tmp_path_factory.mktemp("plain"), text())) as result:
        assert result.rows_rejected == 0
        return facts(result)


DELIMITERS = [",", ";", "\t", "|"]
ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-16", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
    ("windows-1252", "windows-1252"),
]
"""As it is written, and as it is called once recognised."""
IN_TURN = [
    (DELIMITERS[(turn + shift) % 4], *encoding)
    for turn, encoding in enumerate(ENCODINGS)
    for shift in range(2)
]


def is_recognised(
    folder: Path, delimiter: str, encoding: str, name: str, expected: dict[str, list[tuple[str, ...]]]
) -> None:
    path = file(folder, text(delimiter).encode(encoding))
    shape = recognise(path)
    assert (shape.kind, shape.delimiter, shape.encoding) == (Kind.CSV, delimiter, name)
    assert shape.headers == tuple(HEADER)
    assert shape.column("sku") == ("Café crème", 'Say "hi", twice', "two\nlines")
    with staged(path) as result:
        assert facts(result) == expected


@pytest.mark.slow
@pytest.mark.parametrize(("delimiter", "encoding", "name"), IN_TURN)
def test_separators_and_encodings(
    tmp_path: Path, delimiter: str, encoding: str, name: str, expected: dict[str, list[tuple[str, ...]]]
) -> None:
    """Each encoding with two separators in turn."""
    is_recognised(tmp_path, delimiter, encoding, name, expected)


@pytest.mark.slow
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize(("encoding", "name"), ENCODINGS)
def test_every_separator_in_every_encoding(
    tmp_path: Path, delimiter: str, encoding: str, name: str, expected: dict[str, list[tuple[str, ...]]]
) -> None:
    is_recognised(tmp_path, delimiter, encoding, name, expected)


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._orders.csv", b"x")
        archive.writestr("orders.csv", data)
    return out.getvalue()


def _zst(data: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(data, asbytes=True))


@pytest.mark.parametrize(
    ("pack", "name"),
    [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz"), (_zip, "zip"), (_zst, "zst")],
)
def test_packings_are_told_by_their_bytes_not_by_the_name(
    tmp_path: Path, pack: Callable[[bytes], bytes], name: str, expected: dict[str, list[tuple[str, ...]]]
) -> None:
    path = file(tmp_path, pack(text().encode()), "orders.txt")
    assert str(recognise(path).compression) == name
    with staged(path) as result:
        assert facts(result) == expected


def test_lines_before_the_header_are_left_out_and_counted(tmp_path: Path) -> None:
    path = file(tmp_path, "sep=;\r\n# exported today\r\n" + text(";") + "A3;yesterday;x;1;1;\r\n")
    assert (recognise(path).delimiter, recognise(path).skipped) == (";", 2)
    with staged(path) as result:
        # The record after the header on line 3 and three records: the seventh of the file.
        assert rows(result, "rejects", "line", "reason") == [(7, "bad_date")]


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, line: str, expected: dict[str, list[tuple[str, ...]]]) -> None:
    with staged(file(tmp_path, text(line=line))) as result:
        assert facts(result) == expected


def test_a_file_without_an_end_of_line_keeps_its_last_row(tmp_path: Path) -> None:
    with staged(file(tmp_path, text().rstrip("\r\n"))) as result:
        assert result.rows_read == 3


def test_french_numbers_and_dates(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "N° de commande;Date de commande;Référence;Quantité;Prix unitaire;Client\n"
        "A1;31/01/2024 10:00;X;2;1 234,50 €;c1\nA2;01/02/2024 11:00;Y;1;12,00 €;\n",
    )
    shape = recognise(path)
    assert (shape.language, shape.numbers, shape.dates) == ("fr", Numbers(",", " "), DateStyle.DAY_FIRST)


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["12.50", "1,234.50"], Numbers(".", ",")),
        (["12,50", "1.234,50"], Numbers(",", ".")),
        (["12,50", "1\u202f234,50 €"], Numbers(",", "")),
        (["1'234.50"], Numbers(".", "'")),
        (["3", "4"], Numbers(".", "")),
    ],
)
def test_signs_of_numbers(tmp_path: Path, values: list[str], numbers: Numbers) -> None:
    body = "".join(f"{value}\tx\n" for value in values)
    assert recognise(file(tmp_path, "price\tname\n" + body)).numbers == numbers


@pytest.mark.parametrize(
    ("days", "style"),
    [
        (["2024-01-31"], DateStyle.ISO),
        (["31/01/2024"], DateStyle.DAY_FIRST),
        (["01/31/2024"], DateStyle.MONTH_FIRST),
        (["01/02/2024"], DateStyle.DAY_FIRST),
    ],
)
def test_styles_of_dates(tmp_path: Path, days: list[str], style: DateStyle) -> None:
    body = "".join(f"{day};x\n" for day in days)
    assert recognise(file(tmp_path, "date;name\n" + body)).dates is style


def test_headers_are_told_apart(tmp_path: Path) -> None:
    assert recognise(file(tmp_path, "a,A,,a,\n1,2,3,4,5\n")).headers == (
        "a",
        "A (2)",
        "column 3",
        "a (3)",
        "column 5",
    )


def test_a_parquet_file_keeps_its_types(tmp_path: Path, expected: dict[str, list[tuple[str, ...]]]) -> None:
    table = pa.csv.read_csv(
        io.BytesIO(text().encode()),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(strings_can_be_null=True),
    )
    assert pa.types.is_timestamp(table.schema.field("ordered_at").type)
    pq.write_table(table, tmp_path / "orders.parquet")
    assert recognise(tmp_path / "orders.parquet").headers == tuple(HEADER)
    with staged(tmp_path / "orders.parquet") as result:
        assert facts(result) == expected


def test_a_workbook_with_titles_real_dates_and_texts(tmp_path: Path) -> None:

    book = openpyxl.Workbook()
    book.create_sheet("Empty", 0)
    sheet = book["Sheet"]
    sheet.append(["Orders of March"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(["A1", datetime(2024, 3, 5, 10), "X", 2, 12.5, 7])  # noqa: DTZ001
    sheet.append([2002, "2024-03-06 23:30:00", "Y", 3, 0.99, None])
    sheet.append([2003, "31/02/2024", "Y", 3, 0.99, None])
    book.save(tmp_path / "orders.xlsx")
    shape = recognise(tmp_path / "orders.xlsx")
    assert (shape.kind, shape.sheet, shape.headers) == (Kind.EXCEL, "Sheet", tuple(HEADER))
    comma = GENERIC.with_(numbers=Numbers(",", " "), dates=DateStyle.DAY_FIRST)
    with staged(tmp_path / "orders.xlsx", comma) as result:
        lines = rows(result, "order_line", "order_id", "gross_amount", "reference")
        assert sorted((order, str(gross), ref) for order, gross, ref in lines) == [
            ("2002", "2.9700", None),
            ("A1", "25.0000", "7"),
        ]
        assert rows(result, "rejects", "line", "value", "reason") == [(6, "31/02/2024", "bad_date")]
