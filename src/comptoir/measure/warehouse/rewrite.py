"""What a replacement leaves of the months it touches. Expressions only: nothing is written here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr import types as ir

from comptoir.core.errors import InputError
from comptoir.entities.base import Entity
from comptoir.measure.warehouse.reader import SnapshotReader
from comptoir.measure.warehouse.schema import ARROW_TYPES, conform

BATCH_ROWS = 1 << 17


@dataclass(frozen=True, slots=True)
class Rewrite:
    """New content for some months; for an undated entity `months` is empty and it is the whole table."""

    months: frozenset[str]
    content: Callable[[], pa.RecordBatchReader]


def replacement(
    reader: SnapshotReader, chosen: Entity, rows: pa.Table, keys: pa.Table
) -> tuple[Rewrite | None, pa.Table]:
    """The months where a row of `keys` stands, rewritten with the new rows, and the rows left to append."""
    columns = keys.column_names
    wanted = ibis.memtable(_typed_keys(chosen, keys))
    stale = reader.table(chosen.name).semi_join(wanted, columns)
    months = _months(stale, chosen)
    if months is None:
        return None, rows
    kept = _table(reader, chosen, months).anti_join(wanted, columns)
    inside, added = _split(rows, months, chosen)
    return Rewrite(months, lambda: _chained(chosen, _stream(kept, chosen), conform(chosen, inside))), added


def detachment(reader: SnapshotReader, chosen: Entity, customer_key: int) -> Rewrite | None:
    """The rows of a customer without its key; the `customer` row itself goes."""
    table = reader.table(chosen.name)
    months = _months(table.filter(table.customer_key == customer_key), chosen)
    if months is None:
        return None
    before = _table(reader, chosen, months)
    if chosen.key == ("customer_key",):
        after = before.filter(before.customer_key != customer_key)
    else:
        after = before.mutate(customer_key=before.customer_key.nullif(customer_key))
    return Rewrite(months, lambda: _stream(after, chosen))


def refuse_repeated_keys(chosen: Entity, rows: pa.Table) -> None:
    """A merge of two rows with one key has no single answer."""
    keys = rows.select(list(chosen.key))
    distinct = keys.group_by(list(chosen.key)).aggregate([]).num_rows
    if distinct != rows.num_rows:
        raise InputError(
            f"{rows.num_rows - distinct} row(s) of {chosen.name} repeat the key of another.",
            f"Its key: {', '.join(chosen.key)}.",
        )


def _typed_keys(chosen: Entity, keys: pa.Table) -> pa.Table:
    kinds = {column.name: column.kind for column in chosen.columns}
    for name in keys.column_names:
        if keys[name].null_count:
            raise InputError(f"{chosen.name}.{name} is empty in a key: no row could be found by it.")
    schema = pa.schema([(name, ARROW_TYPES[kinds[name]]) for name in keys.column_names])
    return keys.cast(schema).group_by(keys.column_names).aggregate([])


def _months(stale: ir.Table, chosen: Entity) -> frozenset[str] | None:
    """The months of these rows; None when there are none."""
    if chosen.dated:
        return frozenset(stale.select("month").distinct().to_pyarrow()["month"].to_pylist()) or None
    return frozenset() if stale.count().to_pyarrow().as_py() else None


def _table(reader: SnapshotReader, chosen: Entity, months: frozenset[str]) -> ir.Table:
    return reader.table(chosen.name, months if chosen.dated else None)


def _split(rows: pa.Table, months: frozenset[str], chosen: Entity) -> tuple[pa.Table, pa.Table]:
    if not chosen.dated:
        return rows, rows.slice(0, 0)
    inside = pc.is_in(rows["month"], value_set=pa.array(sorted(months), pa.string()))
    return rows.filter(inside), rows.filter(pc.invert(inside))


def _stream(expression: ir.Table, chosen: Entity) -> pa.RecordBatchReader:
    return conform(chosen, expression.to_pyarrow_batches(chunk_size=BATCH_ROWS))


def _chained(chosen: Entity, *readers: pa.RecordBatchReader) -> pa.RecordBatchReader:
    def batches() -> Iterator[pa.RecordBatch]:
        for reader in readers:
            yield from _as_batches(reader)

    return pa.RecordBatchReader.from_batches(readers[0].schema, batches())


def _as_batches(reader: pa.RecordBatchReader) -> Iterable[pa.RecordBatch]:
    return reader
