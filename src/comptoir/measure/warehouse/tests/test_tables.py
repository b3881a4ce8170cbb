from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pytest
from ibis.backends.duckdb import Backend

from comptoir.measure.warehouse.connections import private
from comptoir.measure.warehouse.tables import temporary

SCHEMA = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        ("small", pa.int32()),
        ("text", pa.string()),
        ("long", pa.large_string()),
        ("flag", pa.bool_()),
        ("money", pa.decimal128(18, 4)),
        ("day", pa.date32()),
        ("at", pa.timestamp("us", "UTC")),
        ("exact", pa.timestamp("ns")),
    ]
)
ROWS = pa.Table.from_pylist(
    [
        {
            "number": 1,
            "small": 2,
            "text": "a 'b' \"c\"",
            "long": "é",
            "flag": True,
            "money": Decimal("1.2345"),
            "day": date(2026, 11, 2),
            "at": datetime(2026, 11, 2, 10, 0, 0, 5, tzinfo=UTC),
            "exact": datetime(2026, 11, 2),  # noqa: DTZ001 - a column without a zone
        },
        {"number": 2},
    ],
    SCHEMA,
)
CONTENTS: dict[str, Callable[[], Any]] = {
    "rows": lambda: ROWS,
    "no rows": lambda: ROWS.slice(0, 0),
    "an expression": lambda: ibis.memtable(ROWS).mutate(
        hour=lambda rows: rows["at"].truncate("h"), half=lambda rows: rows["money"] / 2
    ),
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_it_is_what_ibis_would_have_made(content: Callable[[], Any], home: Any) -> None:
    with private() as connection:
        ours = temporary(connection, "ours", content())
        theirs = connection.create_table("theirs", content(), temp=True)

        assert ours.schema() == theirs.schema()
        assert ours.to_pyarrow() == theirs.to_pyarrow()
        assert ours.union(theirs).count().to_pyarrow().as_py() == 2 * theirs.count().to_pyarrow().as_py()
        assert _made(connection, "ours") == _made(connection, "theirs")


def _made(connection: Backend, name: str) -> Any:
    """Its columns as the engine tells them."""
    return connection.raw_sql(f"DESCRIBE temp.main.{name}").fetchall()
