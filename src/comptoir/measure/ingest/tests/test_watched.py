"""Files that are put into a company's folder."""

import os
from pathlib import Path

import pytest

from comptoir.core import clock
from comptoir.core.jobs.api import run_pending
from comptoir.measure.ingest.models import ImportRun, Upload
from comptoir.measure.ingest.watched import STILL_FOR, folder_of_company, take

pytestmark = pytest.mark.django_db(transaction=True)
ORDERS = "order_id,ordered_at,sku,quantity,unit_price\nA1,2026-01-05,MUG,2,10.00\n"
GA4 = "Date,Session default channel group,Sessions\n20261101,Organic Search,12\n"
STRANGE = "colour,taste\nblue,sour\n"


@pytest.fixture
def folder(scope) -> Path:
    made = folder_of_company(scope)
    made.mkdir(parents=True)
    return made


def put(folder: Path, name: str, text: str, *, ago: float = STILL_FOR.total_seconds() + 5) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    then = clock.now().timestamp() - ago
    os.utime(path, (then, then))
    return path


@pytest.mark.slow
def test_what_is_recognised_is_imported_and_the_rest_waits(scope, folder) -> None:
    for name, text in (("orders.csv", ORDERS), ("ga4.csv", GA4), ("strange.csv", STRANGE)):
        put(folder, name, text)
    assert take(scope) == {"importing": 2, "waiting": 1}
    assert list(folder.iterdir()) == []
    run_pending()
    assert {run.file_name: (run.state, run.rows_loaded) for run in ImportRun.objects.all()} == {
        "orders.csv": ("done", 1),
        "ga4.csv": ("done", 1),
    }
    assert [upload.name for upload in Upload.objects.filter(job=None)] == ["strange.csv"]


def test_what_is_still_written_hidden_or_a_link_stays(scope, folder, tmp_path) -> None:
    put(folder, "coming.csv", ORDERS, ago=0)
    put(folder, ".hidden.csv", ORDERS)
    put(folder, "orders.csv.part", ORDERS)
    put(folder, "empty.csv", "")
    outside = put(tmp_path, "secret.csv", ORDERS)
    (folder / "link.csv").symlink_to(outside)
    assert take(scope) == {"importing": 0, "waiting": 0}
    assert len(list(folder.iterdir())) == 5


@pytest.mark.slow
def test_the_same_file_twice_changes_nothing(scope, folder) -> None:
    for _time in range(2):
        put(folder, "orders.csv", ORDERS)
        take(scope)
        run_pending()
    assert [run.rows_loaded for run in ImportRun.objects.order_by("number")] == [1, 0]


def test_a_damaged_file_waits_with_its_reason(scope, folder) -> None:
    put(folder, "broken.xlsx", "no workbook")
    assert take(scope) == {"importing": 0, "waiting": 1}
    assert Upload.objects.get().name == "broken.xlsx"


def test_without_a_folder_there_is_nothing(scope) -> None:
    assert take(scope) == {"importing": 0, "waiting": 0}
