"""Columns that one value fills are told from the expression, and come out as if they had been computed."""

from collections.abc import Iterator
from decimal import Decimal

import ibis
import pytest

from comptoir.connectors.files.literals import literals
from comptoir.connectors.files.workspace import Workspace

ROWS = ibis.memtable({"id": [3, 1, 2], "text": ["c", "a", "b"]})
FILLED = ROWS.mutate(
    source=ibis.literal("shop"), none=ibis.null("string"), tax=ibis.literal(Decimal(0), "decimal(18,4)")
)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    opened = Workspace()
    yield opened
    opened.close()


def test_behind_whatever_passes_them_on() -> None:
    passed = FILLED.filter(FILLED.id > 1).order_by("id").drop("tax").join(ROWS.select("id"), "id")
    assert set(literals(passed.mutate(twice=passed.source))) == {"source", "none", "twice"}


def test_not_where_an_outer_join_may_leave_them_null() -> None:
    assert set(literals(ROWS.select("id").left_join(FILLED.drop("text"), "id"))) == set()
    assert set(literals(FILLED.left_join(ROWS.select("id"), "id"))) == {"source", "none", "tax"}
    assert set(literals(FILLED.outer_join(ROWS.select("id"), "id"))) == set()


def test_not_of_a_union_that_may_have_two_values() -> None:
    other = ROWS.mutate(source=ibis.literal("other"))
    assert literals(FILLED.select(*other.columns).union(other)) == {}


def test_never_all_columns() -> None:
    assert literals(ROWS.select(source=ibis.literal("shop"))) == {}


def test_kept_numbered_and_streamed_as_computed(workspace: Workspace) -> None:
    expected = workspace.connection.to_pyarrow(FILLED.order_by("id")).to_pylist()
    kept = workspace.keep(FILLED, "kept")
    assert workspace.connection.to_pyarrow(kept.order_by("id")).to_pylist() == expected
    streamed = workspace.stream(FILLED.order_by("id"), 2)
    assert [row for part in streamed for row in part.to_pylist()] == expected
    numbered = workspace.connection.to_pyarrow(workspace.number(FILLED, "numbered").order_by("row"))
    assert numbered["row"].to_pylist() == [0, 1, 2]
    assert numbered["id"].to_pylist() == [3, 1, 2]
    assert numbered["source"].to_pylist() == ["shop"] * 3
