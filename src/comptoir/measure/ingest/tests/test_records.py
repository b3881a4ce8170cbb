"""Rows of an interface: whole units where a tool tells days, keys where things stand by themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from comptoir.connectors.connections.models import Connection
from comptoir.connectors.source import Refused, Row, Rows
from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.api import ImportReport, intake, rejected_rows
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = date(2026, 10, 31), date(2026, 11, 1)


@pytest.fixture
def held(scope: Scope) -> Connection:
    return Connection.objects.create(
        company_id=scope.company_id, vendor="tool", name="Tool", source="tool", created_at=timezone.now()
    )


def visits(day: date, part: str, sessions: int) -> Row:
    return {
        "source": "tool",
        "property_id": "1",
        "day": day,
        "month": f"{day:%Y-%m}",
        "part": part,
        "sessions": sessions,
    }


def of_days(*rows: Row, days: tuple[date, ...] = (FIRST, SECOND)) -> Rows:
    return Rows(
        read=len(rows),
        tables={"audience_day": list(rows)},
        units={"audience_day": {("1", day) for day in days}},
    )


def take(scope: Scope, held: Connection, rows: Rows, moved: list[int] | None = None) -> ImportReport:
    with intake(scope, held) as coming:
        coming.take(rows, lambda: (moved if moved is not None else []).append(1))
        return coming.done()


def stored(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table(entity).to_pyarrow().to_pylist()


def test_a_day_that_is_read_again_takes_the_place_of_what_stood(scope, held) -> None:
    take(scope, held, of_days(visits(FIRST, "a", 1), visits(FIRST, "b", 2), visits(SECOND, "a", 3)))
    take(scope, held, of_days(visits(FIRST, "a", 5), days=(FIRST,)))
    assert {(row["day"], row["part"], row["sessions"]) for row in stored(scope, "audience_day")} == {
        (FIRST, "a", 5),
        (SECOND, "a", 3),
    }


def test_a_day_that_the_tool_no_longer_knows_goes(scope, held) -> None:
    take(scope, held, of_days(visits(FIRST, "a", 1), visits(SECOND, "a", 3)))
    take(scope, held, of_days(days=(SECOND,)))
    assert [row["day"] for row in stored(scope, "audience_day")] == [FIRST]


def test_the_same_days_again_make_no_snapshot_and_move_the_cursor(scope, held) -> None:
    rows = of_days(visits(FIRST, "a", 1))
    take(scope, held, rows)
    before, moved = current_snapshot(scope).number, []
    report = take(scope, held, rows, moved)
    assert (report.rows_loaded, report.rows_unchanged) == (0, 1)
    assert (current_snapshot(scope).number, moved) == (before, [1])


def test_a_cost_is_new_only_where_it_differs_from_the_last(scope, held) -> None:
    def cost(day: date, amount: str) -> Rows:
        row = {
            "source": "tool",
            "sku": "A",
            "valid_from": day,
            "unit_cost": Decimal(amount),
            "currency": "EUR",
        }
        return Rows(read=1, tables={"product_cost": [row]})

    for day, amount in ((FIRST, "4"), (SECOND, "4"), (date(2026, 11, 2), "5"), (date(2026, 11, 3), "5")):
        take(scope, held, cost(day, amount))
    assert sorted(row["valid_from"] for row in stored(scope, "product_cost")) == [FIRST, date(2026, 11, 2)]


def test_refused_records_are_numbered_on_within_a_run(scope, held) -> None:
    with intake(scope, held) as coming:
        for unit in ("7", "8"):
            refused = Refused(unit, "status", "odd", "unknown_status", {"number": unit})
            coming.take(Rows(read=1, refused=[refused]), lambda: None)
        report = coming.done()
    assert (report.rows_read, report.rows_rejected, report.rows_loaded) == (2, 2, 0)
    assert [(row.line, row.order, row.raw) for row in rejected_rows(scope, report.number)] == [
        (1, "7", {"number": "7"}),
        (2, "8", {"number": "8"}),
    ]


def test_nothing_is_kept_of_an_instalment_whose_cursor_cannot_be_moved(scope, held) -> None:
    with pytest.raises(RuntimeError), intake(scope, held) as coming:
        coming.take(of_days(visits(FIRST, "a", 1)), lambda: (_ for _ in ()).throw(RuntimeError))
    assert current_snapshot(scope) is None


def test_one_item_that_changed_is_one_record_loaded(scope, held) -> None:
    def items(stock: int) -> Rows:
        rows = [
            {"source": "tool", "sku": sku, "product_type": "goods", "stock": Decimal(count)}
            for sku, count in (("A", 7), ("B", 8), ("C", stock))
        ]
        return Rows(read=3, tables={"product": rows})

    assert take(scope, held, items(1)).rows_loaded == 3
    report = take(scope, held, items(2))
    assert (report.rows_loaded, report.rows_unchanged) == (1, 2)
