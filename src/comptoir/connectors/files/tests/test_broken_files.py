"""Files that cannot be used say so in a sentence; files that partly can lose only the rows that cannot."""

import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.connectors.files import careful, packing
from comptoir.connectors.files.api import recognise
from comptoir.connectors.files.tests.support import GENERIC, counts_add_up, file, rows, staged
from comptoir.core.errors import InputError

HEADER = "order_id,ordered_at,sku,quantity,unit_price,customer_id\n"
GOOD = "A1,2024-03-05 10:00:00,X,2,12.50,c1\nA2,2024-03-06 10:00:00,Y,1,3.00,\n"


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, HEADER + GOOD)
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "no rows"),
    "blank lines": (b"\n\n\r\n", "no rows"),
    "header only": (HEADER.encode(), "header and no row"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
    "html": (b"<!DOCTYPE html><html></html>", "HTML"),
    "random bytes": (bytes(range(256)) * 40, "text file"),
    "machine code": (b"\x7fELF" + b"\x00\x01\x02" * 500, "text file"),
    "cut gz": (gzip.compress((HEADER + GOOD * 5_000).encode())[:200], "damaged"),
    "spoilt gz": (gzip.compress((HEADER + GOOD).encode())[:30] + b"\xff" * 30, "damaged"),
    "cut zip": (_zip("orders.csv")[:-30], "damaged"),
    "two in a zip": (_zip("orders.csv", "products.csv"), "2"),
    "none in a zip": (_zip(), "0"),
    "cut parquet": (b"PAR1" + b"\x00" * 50, "Parquet"),
    "cut workbook": (_zip("xl/workbook.xml"), "workbook"),
    "old workbook cut": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "workbook"),
    "10,000 columns": (",".join(f"c{at}" for at in range(10_000)).encode() + b"\n1\n", "10000"),
    "not utf-8 after accents": (
        (HEADER + "A1,2024-03-05,Café,1,2,\n" * 20_000).encode() + b"A2,2024-03-05,Caf\xe9,1,2,\n",
        "encoding",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, case: str) -> None:
    content, word = REFUSED[case]
    path = file(tmp_path, content)
    with pytest.raises(InputError) as refused, staged(path):
        pass
    assert word in str(refused.value)
    assert refused.value.advice or refused.value.allowed


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"orders\.csv"):
        recognise(tmp_path / "orders.csv")


def test_a_packed_bomb_is_stopped_at_the_bound(tmp_path: Path, settings: Any) -> None:
    settings.MAX_UNPACKED_BYTES = 2**20
    bomb = file(tmp_path, gzip.compress(HEADER.encode() + b"A1,2024-03-05,X,1,2.00,\n" * 200_000), "bomb.gz")
    with pytest.raises(InputError, match="1 MB"), staged(bomb):
        pass


def test_a_zip_that_lies_about_its_size_is_stopped_too(tmp_path: Path, settings: Any) -> None:
    settings.MAX_UNPACKED_BYTES = 2**20
    data = HEADER.encode() + b"A1,2024-03-05,X,1,2.00,\n" * 200_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    name, crc = b"orders.csv", zlib.crc32(data)
    sizes = struct.pack("<IIIHH", crc, len(packed), 100, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + name + packed
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    with pytest.raises(InputError), staged(file(tmp_path, local + central + end, "lie.zip")):
        pass


def test_a_workbook_that_unpacks_too_large_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.MAX_UNPACKED_BYTES = 2**20
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2**22)
    with pytest.raises(InputError, match="1 MB"):
        recognise(file(tmp_path, out.getvalue(), "big.xlsx"))


def test_a_workbook_has_a_bound_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_OF_A_WORKBOOK", 2**21)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2**22)
    with pytest.raises(InputError, match="2 MB"):
        recognise(file(tmp_path, out.getvalue(), "large.xlsx"))


BAD_ROWS = {
    "too few cells": ("A3,2024-03-07", "malformed_row"),
    "too many cells": ("A3,2024-03-07,X,1,2.00,c,surplus", "malformed_row"),
    "an open quote": ('"A3,2024-03-07,X,1,2.00,c', "malformed_row"),
    "a NUL byte": ("A3,2024-03-07,X\x00,1,2.00,c", "malformed_row"),
    "separators alone": (",,,,,", "empty_row"),
    "no order": (",2024-03-07,X,1,2.00,c", "missing_value"),
    "no date": ("A3,,X,1,2.00,c", "missing_value"),
    "no quantity": ("A3,2024-03-07,X,,2.00,c", "missing_value"),
    "no price": ("A3,2024-03-07,X,1,,c", "missing_value"),
    "no such day": ("A3,2024-02-31,X,1,2.00,c", "bad_date"),
    "too early": ("A3,1900-01-01,X,1,2.00,c", "date_out_of_range"),
    "too late": ("A3,2999-01-01,X,1,2.00,c", "date_out_of_range"),
    "words for numbers": ("A3,2024-03-07,X,one,2.00,c", "bad_number"),
    "a comma in a number": ('A3,2024-03-07,X,1,"2,00",c', "bad_number"),
    "a formula": ("A3,2024-03-07,X,=1+1,2.00,c", "bad_number"),
    "a quantity of nothing": ("A3,2024-03-07,X,0,2.00,c", "quantity_not_positive"),
    "a gift": ("A3,2024-03-07,X,1,0.00,c", "price_not_positive"),
    "an amount beyond belief": ("A3,2024-03-07,X,999999999,99999999999,c", "amount_out_of_range"),
    "a price beyond belief": ("A3,2024-03-07,X,1,999999999999,c", "amount_out_of_range"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_costs_one_row(tmp_path: Path, case: str) -> None:
    bad, reason = BAD_ROWS[case]
    with staged(file(tmp_path, HEADER + GOOD + bad + "\n" + "A4,2024-03-08,Z,1,5.00,\n")) as result:
        assert counts_add_up(result)
        assert rows(result, "rejects", "line", "reason") == [(4, reason)]
        assert sorted(order for (order,) in rows(result, "order", "order_id")) == ["A1", "A2", "A4"]


def test_a_gift_is_a_purchase_where_the_mapping_says_so(tmp_path: Path) -> None:
    gifts = HEADER + GOOD + "A3,2024-03-07,X,1,0.00,c\nA4,2024-03-07,X,1,-1.00,c\n"
    with staged(file(tmp_path, gifts), GENERIC.with_(free_is_sold=True)) as result:
        assert rows(result, "rejects", "line", "reason") == [(5, "price_not_positive")]
        assert sorted(order for (order,) in rows(result, "order", "order_id")) == ["A1", "A2", "A3"]


def test_a_line_without_end_costs_one_row_and_little_memory(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    endless = file(tmp_path, HEADER + GOOD + "A3,2024-03-07," + "x" * 2**26 + "\n" + GOOD)
    shape = recognise(endless)
    tracemalloc.start()
    try:
        careful.rewrite(endless, target, shape)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert pq.read_table(target)["malformed"].to_pylist() == [False, False, True, False, False]
    assert peak < 2**26


@pytest.mark.slow
def test_wide_files_are_read_piece_by_piece(tmp_path: Path) -> None:
    width = 1_500
    wide = ",".join(f"h{at}" for at in range(width)) + "\n" + (",".join(["word"] * width) + "\n") * 1_000
    target = tmp_path / "rows.parquet"
    shape = recognise(file(tmp_path, wide))
    careful.rewrite(tmp_path / "orders.csv", target, shape)
    written = pq.ParquetFile(target).metadata
    assert (written.num_rows, written.num_columns) == (1_000, width + 1)
    assert written.num_row_groups > 5


def test_a_stray_quote_inside_a_cell_is_text(tmp_path: Path) -> None:
    odd = 'A3,2024-03-07,RECORD 7" SINGLE,1,2.00,c\nA4,2024-03-08,"Two\nlines",1,3.00,\nshort\n'
    with staged(file(tmp_path, HEADER + odd)) as result:
        assert sorted(rows(result, "order_line", "sku")) == [('RECORD 7" SINGLE',), ("Two\nlines",)]
        assert rows(result, "rejects", "line", "reason") == [(4, "malformed_row")]


def test_a_separator_too_many_at_the_end_of_lines_is_forgiven(tmp_path: Path) -> None:
    with staged(file(tmp_path, HEADER + GOOD.replace("\n", ",\n"))) as result:
        assert (result.rows_loaded, result.rows_rejected) == (2, 0)


@pytest.mark.slow
def test_windows_letters_that_come_late_are_understood(tmp_path: Path) -> None:
    """Nothing in the first part of the file tells Windows-1252 from UTF-8."""
    early = HEADER.encode() + b"A1,2024-03-05,Cafe,1,2.00,\n" * 20_000
    with staged(file(tmp_path, early + b"A2,2024-03-05,Caf\xe9,1,2.00,\n")) as result:
        assert result.rows_rejected == 0
        assert ("Café",) in rows(result, "order_line", "sku")


def test_temporary_files_are_removed(tmp_path: Path) -> None:
    with staged(file(tmp_path, gzip.compress((HEADER + GOOD).encode()))) as result:
        folder = result.workspace.folder
        assert folder.is_dir()
    assert not folder.exists()


LONG = HEADER + "".join(
    f'A{at % 7},2024-03-0{at % 9 + 1} 10:00:00,"item ""{at}""",{at % 4},{at}.50,c{at % 3}\n'
    for at in range(60)
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_fuzzed_files_never_break_and_never_lose_a_row(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(LONG.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "windows-1252"]))))
    for _turn in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        match data.draw(st.sampled_from(["insert", "delete", "cut", "repeat"])):
            case "insert":
                junk = data.draw(
                    st.binary(min_size=1, max_size=6) | st.sampled_from([b'"', b",", b"\n", b"\x00", b";"])
                )
                content[at:at] = junk
            case "delete":
                del content[at : at + data.draw(st.integers(1, 20))]
            case "cut":
                del content[max(at, 80) :]
            case _:
                content[at:at] = content[at : at + 200]
    packed = data.draw(st.sampled_from([bytes, gzip.compress]))(bytes(content))
    try:
        result = staged(file(tmp_path, packed))
    except InputError:
        return
    with result:
        assert counts_add_up(result)
        stored = len(rows(result, "order_line", "order_id")) + len(rows(result, "refund", "refund_id"))
        assert stored == result.rows_loaded
