"""The facts as Parquet, a file for each entity and month, and back with the keys of customers drawn anew. Heavy."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comptoir.entities.registry import ENTITIES
from comptoir.measure.warehouse.api import arrow_schema

if TYPE_CHECKING:
    from comptoir.measure.warehouse.api import Batch, SnapshotReader

KEY = "customer_key"
FOLDER = "facts"


def parts_of(reader: "SnapshotReader") -> list[tuple[str, str | None]]:
    """Entity and month of each file to be written."""
    return [
        (name, month)
        for name in ENTITIES
        for month in sorted(reader.files_by_month(name), key=lambda one: one or "")
    ]


def write_part(
    reader: "SnapshotReader", name: str, month: str | None, folder: Path
) -> tuple[Path, int, set[int]]:
    """The file, its rows, and the customers that they speak of."""
    path = folder / FOLDER / name / f"{month or 'all'}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    table = reader.table(name, {month} if month else None)
    schema: pa.Schema = arrow_schema(ENTITIES[name])
    rows, keys = 0, set()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in table.to_pyarrow_batches():
            part = pa.Table.from_batches([batch]).select(schema.names).cast(schema)
            writer.write_table(part)
            rows += part.num_rows
            if KEY in schema.names:
                keys.update(pc.unique(part[KEY]).drop_null().to_pylist())
    return path, rows, keys


def bring(
    batch: "Batch", folder: Path, facts: dict[str, int], keys: dict[int, int], watch: Callable[[str], None]
) -> dict[str, int]:
    """Appends every file; rows by entity."""
    old = pa.array(sorted(keys), pa.int64())
    new = pa.array([keys[key] for key in sorted(keys)], pa.int64())
    found: dict[str, int] = {}
    for name in facts:
        files = sorted((folder / FOLDER / name).glob("*.parquet"))
        for path in files:
            watch(f"{name} {path.stem}")
            rows = pa.RecordBatchReader.from_batches(*_anew(path, old, new))
            found[name] = found.get(name, 0) + batch.append(name, rows)
    return found


def _anew(path: Path, old: pa.Array, new: pa.Array) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    schema = pq.read_schema(path)

    def batches() -> Iterator[Any]:
        with pq.ParquetFile(path) as file:
            for part in file.iter_batches():
                yield _with_keys(part, old, new)

    return schema, batches()


def _with_keys(part: pa.RecordBatch, old: pa.Array, new: pa.Array) -> pa.RecordBatch:
    at = part.schema.get_field_index(KEY)
    if at < 0:
        return part
    keys = new.take(pc.index_in(part.column(at), value_set=old))
    return part.set_column(at, part.schema.field(at), keys)
