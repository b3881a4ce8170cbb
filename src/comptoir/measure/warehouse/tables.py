"""A temporary table of a connection, filled now, as an Ibis table.

Ibis could create it, but asks DuckDB before and after for what is known here: where it is, what it was given.
"""

from functools import lru_cache

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.backends.sql.datatypes import DuckDBType
from ibis.expr import datatypes as dt
from ibis.expr import operations as ops
from ibis.expr import types as ir
from ibis.util import gen_name


def temporary(connection: Backend, name: str, content: ir.Table | pa.Table) -> ir.Table:
    """The rows under a name that no other table of the connection has."""
    if isinstance(content, ir.Table):
        schema = _held(content.schema())
        connection._run_pre_execute_hooks(content)  # what stands in the memory of Python is made known first
        _create(connection, name, schema, connection.compile(content))
    else:
        schema, rows = _held(ibis.Schema.from_pyarrow(content.schema)), gen_name("rows")
        connection.con.register(rows, content)
        try:
            _create(connection, name, schema, f'FROM "{rows}"')
        finally:
            connection.con.unregister(rows)
    held: ir.Table = ops.DatabaseTable(
        name, schema=schema, source=connection, namespace=ops.Namespace(catalog="temp", database="main")
    ).to_expr()
    return held


def _create(connection: Backend, name: str, schema: ibis.Schema, rows: str) -> None:
    connection.raw_sql(f'CREATE TEMP TABLE "{name}" ({_columns(schema)})')
    connection.raw_sql(f'INSERT INTO "{name}" {rows}').fetchall()


@lru_cache(maxsize=256)
def _held(schema: ibis.Schema) -> ibis.Schema:
    """As DuckDB keeps it: of moments that tell no fraction it keeps microseconds, of texts no length."""
    return ibis.schema({name: _kept(kind) for name, kind in schema.items()})


def _kept(kind: dt.DataType) -> dt.DataType:
    if isinstance(kind, dt.Timestamp) and kind.scale is not None:
        return kind
    return DuckDBType.from_string(DuckDBType.to_string(kind), nullable=kind.nullable)


@lru_cache(maxsize=256)
def _columns(schema: ibis.Schema) -> str:
    return ", ".join(column.sql("duckdb") for column in schema.to_sqlglot_column_defs("duckdb"))
