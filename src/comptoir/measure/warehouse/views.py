"""A view of DuckDB over Parquet files in exactly the entity's shape, which is an Ibis table to whoever asks for one.

Where sources know the same orders, the view leaves out or renames what the snapshot's `order_double` says: statements
over it need not know.

The only SQL of the warehouse. Ibis could create the view, but would then ask DuckDB for a schema that is
known: 11 ms for each table of each page, against 1.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa
from duckdb import DuckDBPyRelation

from comptoir.core.heavy import ibis
from comptoir.entities.base import Column, Entity, Kind
from comptoir.measure.warehouse.connections import Engine
from comptoir.measure.warehouse.schema import ARROW_TYPES

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr import types as ir

SQL_TYPES: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.FLAG: "BOOLEAN",
    Kind.MONEY: "DECIMAL(18,4)",
    Kind.QUANTITY: "DECIMAL(18,3)",
    Kind.RATE: "DECIMAL(18,8)",
    Kind.DAY: "DATE",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.MONTH: "VARCHAR",
}


LEFT_OUT = ("order", "order_line")
"""Of an order that is counted from another source, no row of this one counts."""
TOLD = {
    "refund": "twice.refunds_told",
    "payment": "twice.payments_told",
    "shipment": "twice.parcels_told",
    "fee": "contains(twice.fees_told, ' ' || own.kind || ' ')",
}
"""What else is known of such an order goes with the one that counts, unless a better source tells it."""
COUNTED_ONCE = frozenset((*LEFT_OUT, *TOLD))


@dataclass(slots=True)
class View:
    """What the engine knows by a name."""

    name: str
    look: str
    """Names and types of its columns, in their order."""
    _open: "Callable[[], ir.Table]" = field(repr=False)
    _table: "ir.Table | None" = field(default=None, repr=False)

    @classmethod
    def unnamed(cls, table: "ir.Table") -> "View":
        """Of an expression, which the engine knows by no name."""
        return cls(new_name("unnamed"), "", lambda: table)

    @property
    def table(self) -> "ir.Table":
        if self._table is None:
            self._table = self._open()
        return self._table


def new_name(prefix: str) -> str:
    return f"{prefix}_{uuid4().hex}"


def parquet_view(
    engine: Engine, prefix: str, files: Path | Sequence[Path], *, is_by_month: bool = False
) -> View:
    """The rows of files that are not an entity's; `is_by_month`: their folders tell the months."""
    paths = [str(files)] if isinstance(files, Path) else [str(file) for file in files]
    rows = engine.con.read_parquet(paths, hive_partitioning=is_by_month)
    name = new_name(prefix)
    rows.create_view(name)
    return _known(engine, name, rows)


def held_table(engine: Engine, prefix: str, rows: pa.Table | str) -> View:
    """Rows, or what a statement gives, in memory."""
    held = engine.con.sql(rows) if isinstance(rows, str) else engine.con.from_arrow(rows)
    name = new_name(prefix)
    held.create(name)
    return _known(engine, name, held)


def _known(engine: Engine, name: str, rows: DuckDBPyRelation) -> View:
    look = ", ".join(f"{column} {kind}" for column, kind in zip(rows.columns, rows.types, strict=True))
    return View(name, look, lambda: engine.backend.table(name))


def create_view(
    engine: Engine, chosen: Entity, files: Sequence[str], had: Set[str], doubles: Sequence[str] = ()
) -> View:
    """The rows of the files; columns that they had not yet are null. Without files, no rows.

    `doubles`: the files of `order_double` that say which of them count.
    """
    if files:
        rows = f"FROM {_parquet(files, chosen.dated)} AS own"
    else:
        had, rows, doubles = frozenset(), "WHERE false", ()
    columns = ", ".join(_column(column, column.name in had) for column in chosen.columns)
    if doubles and chosen.name in LEFT_OUT:
        rows += f" ANTI JOIN {_parquet(doubles, True)} AS twice ON {_SAME_ORDER} AND twice.is_order"
    elif doubles:
        rows += (
            f" LEFT JOIN {_parquet(doubles, True)} AS twice ON {_SAME_ORDER}"
            f" WHERE twice.order_id IS NULL OR NOT {TOLD[chosen.name]}"
        )
        columns = ", ".join(_renamed(column, column.name in had) for column in chosen.columns)
    name = new_name(chosen.name)
    engine.con.execute(f'CREATE TEMP VIEW "{name}" AS SELECT {columns} {rows}')
    look = ", ".join(f"{column.name} {SQL_TYPES[column.kind]}" for column in chosen.columns)
    return View(name, look, lambda: named_table(engine.backend, name, _nullable_schema(chosen)))


def named_table(connection: "Backend", name: str, schema: pa.Schema) -> "ir.Table":
    """What the connection knows by that name, without asking it for the schema."""
    from ibis.expr import operations as ops  # noqa: PLC0415 - heavy library

    return ops.DatabaseTable(
        name, schema=ibis.Schema.from_pyarrow(schema), source=connection, namespace=ops.Namespace()
    ).to_expr()


def drop_view(engine: Engine, name: str) -> None:
    engine.con.execute(f'DROP VIEW IF EXISTS "{name}"')


def drop_table(engine: Engine, name: str) -> None:
    engine.con.execute(f'DROP TABLE IF EXISTS "{name}"')


_SAME_ORDER = "own.source = twice.source AND own.order_id = twice.order_id"
_OF_MASTER = {"source": "master_source", "order_id": "master_order_id", "order_day": "master_day"}


def _parquet(files: Sequence[str], is_dated: bool) -> str:
    options = ", hive_partitioning = true, hive_types_autocast = false" if is_dated else ""
    return f"read_parquet([{', '.join(_text(file) for file in files)}]{options})"


def _renamed(column: Column, is_there: bool) -> str:
    """The order as the source that counts calls it."""
    name = column.name
    if name in _OF_MASTER and is_there:
        return f'coalesce(twice.{_OF_MASTER[name]}, own."{name}") AS "{name}"'
    return f'own."{name}"' if is_there else _column(column, is_there)


def _column(column: Column, is_there: bool) -> str:
    return f'"{column.name}"' if is_there else f'NULL::{SQL_TYPES[column.kind]} AS "{column.name}"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _nullable_schema(chosen: Entity) -> pa.Schema:
    """Nullable throughout: an outer join makes nulls of required columns too."""
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in chosen.columns])
