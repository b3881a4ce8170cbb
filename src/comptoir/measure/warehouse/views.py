"""A view of DuckDB over Parquet files, as an Ibis table in exactly the entity's shape.

The only SQL of the warehouse. Ibis could create the view, but would then ask DuckDB for a schema that is
known: 11 ms for each table of each page, against 1.
"""

from collections.abc import Sequence, Set

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr import operations as ops
from ibis.expr import types as ir
from ibis.util import gen_name

from comptoir.entities.base import Column, Entity, Kind
from comptoir.measure.warehouse.schema import ARROW_TYPES

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


def create_view(connection: Backend, chosen: Entity, files: Sequence[str], had: Set[str]) -> ir.Table:
    """The rows of the files; columns that they had not yet are null. Without files, no rows."""
    if files:
        options = ", hive_partitioning = true, hive_types_autocast = false" if chosen.dated else ""
        listed = ", ".join(_text(file) for file in files)
        rows = f"FROM read_parquet([{listed}]{options})"
    else:
        had, rows = frozenset(), "WHERE false"
    columns = ", ".join(_column(column, column.name in had) for column in chosen.columns)
    name = gen_name(chosen.name)
    connection.raw_sql(f'CREATE TEMP VIEW "{name}" AS SELECT {columns} {rows}')
    return named_table(connection, name, _nullable_schema(chosen))


def named_table(connection: Backend, name: str, schema: pa.Schema) -> ir.Table:
    """What the connection knows by that name, without asking it for the schema."""
    return ops.DatabaseTable(
        name, schema=ibis.Schema.from_pyarrow(schema), source=connection, namespace=ops.Namespace()
    ).to_expr()


def drop_view(connection: Backend, table: ir.Table) -> None:
    connection.raw_sql(f'DROP VIEW IF EXISTS "{table.get_name()}"')


def _column(column: Column, is_there: bool) -> str:
    return f'"{column.name}"' if is_there else f'NULL::{SQL_TYPES[column.kind]} AS "{column.name}"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _nullable_schema(chosen: Entity) -> pa.Schema:
    """Nullable throughout: an outer join makes nulls of required columns too."""
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in chosen.columns])
