"""Rows that were refused, corrected in the file that the page gives, and imported again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from comptoir.connectors.files.api import Repeats, preset
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.tables.api import to_xlsx
from comptoir.measure.ingest.api import import_file, import_run
from comptoir.measure.ingest.corrections import corrections, corrections_csv
from comptoir.measure.ingest.listing import unfinished_uploads
from comptoir.measure.ingest.rejects import Filter
from comptoir.measure.ingest.uploads import file_of_run, kept_until, purge_uploads
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN = """order_id,customer_id,ordered_at,sku,quantity,unit_price,currency,product_name
1,ann,2026-03-01 10:00:00,A,2,10.00,EUR,Lamp
1,ann,2026-03-01 10:00:00,B,zero,5.50,EUR,=1+1
1,ann,2026-03-01 10:00:00,C,1,-7.00,EUR,-5
2,bob,2026-03-02 11:00:00,D,1,10.00,EUR,'Tis a lamp
3,,2026-03-32 09:30:00,E,3,1.20,EUR,Vase
"""
SOUND = BROKEN.replace("zero", "4").replace("-7.00", "7.00").replace("03-32", "03-31")


@pytest.fixture
def load(scope: Scope, tmp_path: Path) -> Callable[..., int]:
    def run(content: str | bytes, name: str = "orders.csv") -> int:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_file(scope, path, preset("generic").with_(repeats=Repeats.DROP)).number

    return run


def lines(scope: Scope) -> list[dict[str, object]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table("order_line").order_by(["order_id", "line_number"]).to_pyarrow().to_pylist()


def to_correct(scope: Scope, number: int, wanted: Filter | None = None) -> str:
    table = corrections(scope, import_run(scope, number), wanted or Filter())
    return corrections_csv(table, ",").decode("utf-8-sig")


def corrected(text: str) -> str:
    return text.replace("zero", "4").replace("-7.00", "7.00").replace("03-32", "03-31")


@pytest.mark.slow
def test_the_file_holds_the_orders_whole_and_the_reasons(load: Callable[..., int], scope: Scope) -> None:
    number = load(BROKEN)
    table = corrections(scope, import_run(scope, number), Filter())
    assert [(row["order_id"], row["sku"], row["comptoir_line"]) for row in table.rows] == [
        ("1", "A", "2"),
        ("1", "B", "3"),
        ("1", "C", "4"),
        ("3", "E", "6"),
    ]
    assert [bool(row["comptoir_reason"]) for row in table.rows] == [False, True, True, True]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_corrected_and_imported_again_it_is_as_if_it_had_been_right(
    load: Callable[..., int], scope: Scope, kind: str
) -> None:
    number = load(BROKEN)
    if kind == "csv":
        again = load(corrected(to_correct(scope, number)), "rejects.csv")
    else:
        table = corrections(scope, import_run(scope, number), Filter())
        for row in table.rows:
            row.update({name: corrected(str(value)) for name, value in row.items()})
        again = load(to_xlsx(table), "rejects.xlsx")
    run = import_run(scope, again)
    assert (run.rows_read, run.rows_rejected) == (4, 0)
    after = lines(scope)
    before = current_snapshot(scope)
    load(SOUND)
    assert lines(scope) == after
    assert current_snapshot(scope) == before
    assert [row["product_name"] for row in after] == ["Lamp", "=1+1", "-5", "'Tis a lamp", "Vase"]


def test_a_part_of_the_rows_brings_their_orders_alone(load: Callable[..., int], scope: Scope) -> None:
    number = load(BROKEN)
    rows = to_correct(scope, number, Filter(reason="bad_date")).splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("3,")


@pytest.mark.slow
def test_repeated_sections_stay_out(load: Callable[..., int], scope: Scope) -> None:
    header, *rows = BROKEN.splitlines()
    filler = [f"{10 + at},,2026-03-05 10:00:00,A,1,10.00,EUR,Lamp" for at in range(1_100)]
    number = load("\n".join([header, *rows, *filler, *rows, *filler]) + "\n")
    assert import_run(scope, number).rows_repeated > 0
    again = load(corrected(to_correct(scope, number)), "rejects.csv")
    assert import_run(scope, again).rows_rejected == 0
    assert [row["sku"] for row in lines(scope) if row["order_id"] == "1"] == ["A", "B", "C"]


def test_a_file_from_the_command_line_is_kept_for_corrections_and_removed_in_time(
    load: Callable[..., int], scope: Scope
) -> None:
    run = import_run(scope, load(BROKEN))
    upload = file_of_run(scope, run)
    assert upload is not None
    assert unfinished_uploads(scope) == []
    with clock.frozen(kept_until(upload) + timedelta(seconds=1)):
        purge_uploads(scope)
    assert file_of_run(scope, run) is None
    listed = to_correct(scope, run.number)
    assert "comptoir_order_line" in listed
    known = lines(scope)
    with pytest.raises(InputError):
        load(listed, "rejects.csv")
    assert lines(scope) == known


def test_a_file_without_rejects_is_not_kept(load: Callable[..., int], scope: Scope) -> None:
    assert file_of_run(scope, import_run(scope, load(SOUND))) is None
