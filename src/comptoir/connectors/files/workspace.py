"""A DuckDB engine of its own for one file, bounded in memory and disk, with a folder for what it spills."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
from django.conf import settings

from comptoir.connectors.files.literals import literals


@contextmanager
def _unfused() -> Iterator[None]:
    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = before


@lru_cache(maxsize=128)
def _compiled(connection: Any, query: ops.Relation) -> str:
    """The query in DuckDB's SQL. Files of one shape under one mapping ask the same: a small one takes longer to
    compile for than to read."""
    # One query inside another compiles twice as fast as their fusion, and keeps DuckDB from computing a
    # value again for each use of it.
    with _unfused():
        return str(connection.compile(query.to_expr()))


@lru_cache(maxsize=128)
def _columns(schema: ibis.Schema) -> str:
    """What a table of these columns is created with."""
    return ", ".join(column.sql("duckdb") for column in schema.to_sqlglot_column_defs("duckdb"))


class Workspace:
    """Holds the engine and the temporary files of one import; `close` removes both."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="comptoir-file-"))
        self.connection: Any = ibis.duckdb.connect(
            memory_limit=settings.DUCKDB_MEMORY,
            max_temp_directory_size=f"{settings.MAX_UNPACKED_BYTES * 2}B",
            threads=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            allow_community_extensions=False,
        )
        # Not above: Ibis tells engines apart by what they were opened with, and `_compiled` serves every file.
        self.connection.raw_sql(f"SET temp_directory = '{self.folder / 'spill'}'")
        self._made = 0

    def new_name(self, name: str) -> str:
        """A name that nothing else has here, the same for every file of one shape under one mapping."""
        self._made += 1
        return f"{name}_{self._made}"

    def new_file(self, name: str, suffix: str) -> Path:
        return self.folder / f"{self.new_name(name)}{suffix}"

    def keep(self, table: ir.Table, name: str) -> ir.Table:
        """Compute the table now; it is read from memory afterwards."""
        said = literals(table)
        kept = self._computed(table.drop(*said), name)
        return _complete(kept, table, said) if said else kept

    def number(self, table: ir.Table, name: str, row: str = "row") -> ir.Table:
        """As `keep`, and the place of each row, from 0: DuckDB keeps the order of insertion."""
        said = literals(table)
        kept = self._computed(table.drop(*said), name)
        return _complete(kept, table, said, **{row: kept.rowid()})

    def _computed(self, table: ir.Table, name: str) -> ir.Table:
        name, schema = self.new_name(name), table.schema()
        self.connection.raw_sql(f'CREATE TEMP TABLE "{name}" ({_columns(schema)})')
        # Not Ibis' `create_table`: before and after it asks DuckDB for what is known here, 10 ms each time.
        self.connection.raw_sql(f'INSERT INTO "{name}" {self._sql(table)}').fetchall()
        kept: ir.Table = ops.DatabaseTable(
            name, schema=schema, source=self.connection, namespace=ops.Namespace()
        ).to_expr()
        return kept

    def stream(self, table: ir.Table, rows: int) -> pa.RecordBatchReader:
        """The table in batches of so many rows, each computed when it is asked for."""
        said = literals(table)
        reader = self.connection.con.sql(self._sql(table.drop(*said))).to_arrow_reader(rows)
        kinds = table.schema().to_pyarrow()
        schema = pa.schema(
            [kinds.field(name) if name in said else reader.schema.field(name) for name in table.columns]
        )

        def batches() -> Iterator[pa.RecordBatch]:
            for batch in reader:
                columns = [
                    pa.repeat(pa.scalar(said[field.name].value, field.type), batch.num_rows)
                    if field.name in said
                    else batch.column(field.name)
                    for field in schema
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)

        return pa.RecordBatchReader.from_batches(schema, batches())

    def value(self, scalar: ir.Scalar) -> Any:
        """The value, computed now."""
        return self.connection.raw_sql(self._sql(scalar.as_table())).fetchone()[0]

    def _sql(self, table: ir.Table) -> str:
        return _compiled(self.connection, table.op())

    def close(self) -> None:
        self.connection.disconnect()
        shutil.rmtree(self.folder, ignore_errors=True)


def _complete(kept: ir.Table, table: ir.Table, said: dict[str, ops.Literal], **more: ir.Value) -> ir.Table:
    """The columns of `table` in their order, from what was kept of it and from what it says of itself."""
    values = {name: said[name].to_expr() if name in said else kept[name] for name in table.columns}
    return kept.select(**more, **values)
