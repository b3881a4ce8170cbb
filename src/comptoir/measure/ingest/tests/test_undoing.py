"""An import taken back: the facts of before, by verb, page and command."""

import pytest
from django.utils.translation import override

from comptoir.connectors.files.api import preset
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role
from comptoir.core.errors import ConflictError, ForbiddenError, NotFoundError
from comptoir.measure.ingest import undoing
from comptoir.measure.ingest.api import erase_customer, import_file, import_run, told_until, undo_import
from comptoir.measure.ingest.models import ImportState
from comptoir.measure.ingest.queries import is_imported
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot
from comptoir.measure.warehouse.models import Snapshot

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "order_id,customer_id,ordered_at,sku,quantity,unit_price,currency"
FIRST = f"{HEADER}\n1,ann,2026-03-01 10:00:00,A,2,10.00,EUR\n2,bob,2026-04-02 11:00:00,A,1,10.00,EUR\n"
WRONG = f"{HEADER}\n1,ann,2026-03-01 10:00:00,A,1,99.00,EUR\n9,cat,2026-05-02 11:00:00,Z,1,7.00,EUR\n"
THIRD = f"{HEADER}\n10,dan,2026-05-03 11:00:00,A,1,10.00,EUR\n"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def load(scope, tmp_path):
    def load(text, name="orders.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_file(scope, path, preset("generic"))

    return load


def lines(scope):
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        rows = reader.table("order_line").select(
            "order_id", "sku", "quantity", "gross_amount", "customer_key"
        )
        return sorted(tuple(row.values()) for row in rows.to_pyarrow().to_pylist())


def sales(scope):
    return run(scope, Query(("gross_sales", "orders"))).total.values


def test_the_facts_are_those_of_before(scope, load):
    load(FIRST)
    before, told = lines(scope), sales(scope)
    load(WRONG)
    assert lines(scope) != before
    undone = undo_import(scope)
    assert (undone.number, undone.state, undone.undoing) == (2, ImportState.UNDONE, 3)
    assert (lines(scope), sales(scope)) == (before, told)
    assert Entry.objects.filter(verb="import.undo").count() == 1
    # What stands now can be read and written as ever; the file may come again.
    assert load(WRONG).rows_loaded == 2
    assert import_run(scope).snapshot == 4


def test_one_after_the_other_down_to_nothing(scope, load):
    states = [[]]
    for text in (FIRST, WRONG, THIRD):
        load(text)
        states.append(lines(scope))
    for number in (3, 2, 1):
        assert undo_import(scope).number == number
        assert lines(scope) == states[number - 1]
    with pytest.raises(NotFoundError):
        undo_import(scope)
    assert told_until(scope) is None
    assert current_snapshot(scope) is None
    assert load(FIRST).rows_loaded == 2
    assert lines(scope) == states[1]


def test_only_what_came_last_can_be_undone(scope, load):
    load(FIRST)
    load(THIRD)
    with pytest.raises(ConflictError, match="Other data have come since"):
        undo_import(scope, 1)
    erase_customer(scope, "dan")
    with pytest.raises(ConflictError, match="Other data have come since"):
        undo_import(scope, 2)
    with pytest.raises(NotFoundError):
        undo_import(scope)


def test_what_changed_nothing_or_failed_has_nothing_to_undo(scope, load):
    load(FIRST)
    load(FIRST)
    with pytest.raises(ConflictError, match="changed nothing"):
        undo_import(scope, 2)
    undo_import(scope, 1)
    with pytest.raises(ConflictError, match="undone"):
        undo_import(scope, 1)


def test_a_state_that_is_gone_cannot_come_back(scope, load):
    load(FIRST)
    load(THIRD)
    Snapshot.objects.filter(number=1).update(released_at=Snapshot.objects.get(number=2).created_at)
    assert not undoing.is_undoable(scope, import_run(scope))
    with pytest.raises(ConflictError, match="no longer kept"):
        undo_import(scope)


def test_a_process_that_dies_on_the_way_leaves_what_was(scope, load, monkeypatch):
    load(FIRST)
    load(WRONG)
    before = lines(scope)
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "record", lambda *_args, **_more: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            undo_import(scope)
    assert lines(scope) == before
    assert import_run(scope).state == ImportState.DONE
    assert undo_import(scope).number == 2


def test_the_watched_folder_does_not_bring_it_back(scope, load, tmp_path):
    load(FIRST)
    undo_import(scope)
    assert is_imported(scope, tmp_path / "orders.csv")


def test_a_viewer_undoes_nothing(person, scope, load):
    load(FIRST)
    viewer = person(Role.VIEWER).scope
    assert not undoing.is_undoable(viewer, import_run(scope))
    with pytest.raises(ForbiddenError):
        undo_import(viewer)


def test_the_page_offers_it_for_the_last_one_alone(person):
    member = person()
    first = member.import_file()
    assert "Undo this import" in member.get("import", number=first.number).content.decode()
    last = member.import_file(
        "order_id,ordered_at,sku,quantity,unit_price\n8,2026-11-05,A-1,1,9.00\n", "b.csv"
    )
    assert "Undo this import" not in member.get("import", number=first.number).content.decode()
    answer = member.post("undo", number=last.number)
    assert answer.url == member.address("import", number=last.number)
    page = member.get("import", number=last.number).content.decode()
    assert "Undone on" in page
    assert "in the figures" not in page
    assert "Undo this import" not in page
    assert "Undo this import" in member.get("import", number=first.number).content.decode()
    assert "Undone" in member.get("list").content.decode()
