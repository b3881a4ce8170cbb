"""What a replacement leaves of the months it touches. Expressions only: nothing is written here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ibis.backends.duckdb import Backend
from ibis.expr import types as ir
from ibis.util import gen_name

from comptoir.core.errors import InputError
from comptoir.entities.base import Entity
from comptoir.measure.warehouse.reader import SnapshotReader
from comptoir.measure.warehouse.schema import ARROW_TYPES, conform
from comptoir.measure.warehouse.views import named_table

BATCH_ROWS = 1 << 17


@dataclass(frozen=True, slots=True)
class Rewrite:
    """New content for some months; for an undated entity `months` is empty and it is the whole table."""

    months: frozenset[str]
    content: Callable[[], pa.RecordBatchReader]


@contextmanager
def replacement(
    reader: SnapshotReader, chosen: Entity, rows: pa.Table, keys: pa.Table
) -> Iterator[tuple[Rewrite | None, pa.Table]]:
    """The months where a row of `keys` stands, rewritten with the new rows, and the rows left to append."""
    with _lent(reader.connection, _typed_keys(chosen, keys)) as wanted:
        columns = keys.column_names
        stale = _Found.of(reader.table(chosen.name).semi_join(wanted, columns), chosen)
        if not stale.rows:
            yield None, rows
            return
        before = _table(reader, chosen, stale.months)
        left = _count(before) - stale.rows
        kept = before.anti_join(wanted, columns)
        inside, added = _split(rows, stale.months, chosen)
        yield (
            Rewrite(
                stale.months,
                lambda: _chained(_exactly(left, _stream(kept, chosen)), conform(chosen, inside)),
            ),
            added,
        )


def detachment(reader: SnapshotReader, chosen: Entity, customer_keys: Sequence[int]) -> Rewrite | None:
    """The rows of these customers without their key; a row of `customer` itself goes."""
    table = reader.table(chosen.name)
    found = _Found.of(table.filter(table.customer_key.isin(customer_keys)), chosen)
    if not found.rows:
        return None
    before = _table(reader, chosen, found.months)
    count = _count(before)
    if chosen.key == ("customer_key",):
        count, after = count - found.rows, before.filter(before.customer_key.notin(customer_keys))
    else:
        stays = before.customer_key.notin(customer_keys)
        after = before.mutate(customer_key=stays.ifelse(before.customer_key, ibis.null("int64")))
    return Rewrite(found.months, lambda: _exactly(count, _stream(after, chosen)))


def whole(reader: SnapshotReader, chosen: Entity) -> Callable[[], pa.RecordBatchReader]:
    """Every row as it is, in the entity's present shape."""
    table = reader.table(chosen.name)
    count = _count(table)
    return lambda: _exactly(count, _stream(table, chosen))


def refuse_repeated_keys(chosen: Entity, rows: pa.Table) -> None:
    """A merge of two rows with one key has no single answer."""
    keys = rows.select(list(chosen.key))
    distinct = keys.group_by(list(chosen.key)).aggregate([]).num_rows
    if distinct != rows.num_rows:
        raise InputError(
            ngettext(
                "%(count)s row of %(entity)s repeats the key of another.",
                "%(count)s rows of %(entity)s repeat the key of another.",
                rows.num_rows - distinct,
            )
            % {"count": rows.num_rows - distinct, "entity": chosen.name},
            _("Its key: %(columns)s.") % {"columns": ", ".join(chosen.key)},
        )


def _typed_keys(chosen: Entity, keys: pa.Table) -> pa.Table:
    kinds = {column.name: column.kind for column in chosen.columns}
    for name in keys.column_names:
        if keys[name].null_count:
            raise InputError(
                _("%(column)s is empty in a key: no row could be found by it.")
                % {"column": f"{chosen.name}.{name}"}
            )
    schema = pa.schema([(name, ARROW_TYPES[kinds[name]]) for name in keys.column_names])
    return keys.cast(schema).group_by(keys.column_names).aggregate([])


@dataclass(frozen=True, slots=True)
class _Found:
    months: frozenset[str]
    rows: int

    @classmethod
    def of(cls, stale: ir.Table, chosen: Entity) -> "_Found":
        """Where these rows stand, and how many they are."""
        if not chosen.dated:
            return cls(frozenset(), _count(stale))
        found = stale.group_by("month").agg(rows=stale.count()).to_pyarrow()
        return cls(frozenset(found["month"].to_pylist()), sum(found["rows"].to_pylist()))


@contextmanager
def _lent(connection: Backend, rows: pa.Table) -> Iterator[ir.Table]:
    """Arrow rows as a table of the connection.

    Not `ibis.memtable`: Python drops those whenever it pleases, by a statement that would cut off the
    stream being read on the same connection.
    """
    name = gen_name("keys")
    connection.con.register(name, rows)
    try:
        yield named_table(connection, name, rows.schema)
    finally:
        connection.con.unregister(name)


def _count(table: ir.Table) -> int:
    return int(table.count().to_pyarrow().as_py())


def _table(reader: SnapshotReader, chosen: Entity, months: frozenset[str]) -> ir.Table:
    return reader.table(chosen.name, months if chosen.dated else None)


def _split(rows: pa.Table, months: frozenset[str], chosen: Entity) -> tuple[pa.Table, pa.Table]:
    if not chosen.dated:
        return rows, rows.slice(0, 0)
    inside = pc.is_in(rows["month"], value_set=pa.array(sorted(months), pa.string()))
    return rows.filter(inside), rows.filter(pc.invert(inside))


def _stream(expression: ir.Table, chosen: Entity) -> pa.RecordBatchReader:
    return conform(chosen, expression.to_pyarrow_batches(chunk_size=BATCH_ROWS))


def _exactly(count: int, reader: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """The same stream, which fails at its end unless it gave `count` rows: nothing is lost in silence."""

    def batches() -> Iterator[pa.RecordBatch]:
        seen = 0
        for batch in reader:
            seen += batch.num_rows
            yield batch
        if seen != count:
            raise RuntimeError(f"a rewrite read {seen} rows where {count} stand")

    return pa.RecordBatchReader.from_batches(reader.schema, batches())


def _chained(*readers: pa.RecordBatchReader) -> pa.RecordBatchReader:
    return pa.RecordBatchReader.from_batches(readers[0].schema, chain.from_iterable(readers))
