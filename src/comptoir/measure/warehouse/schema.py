"""The Arrow shape of an entity, and the bringing of given rows into it."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.core.errors import InputError
from comptoir.entities.base import Column, Entity, Kind

ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.FLAG: pa.bool_(),
    Kind.MONEY: pa.decimal128(18, 4),
    Kind.QUANTITY: pa.decimal128(18, 3),
    Kind.RATE: pa.decimal128(18, 8),
    Kind.DAY: pa.date32(),
    Kind.INSTANT: pa.timestamp("us", tz="UTC"),
    Kind.MONTH: pa.string(),
}


def arrow_field(column: Column) -> pa.Field:
    return pa.field(column.name, ARROW_TYPES[column.kind], nullable=not column.required)


def arrow_schema(entity: Entity) -> pa.Schema:
    """The columns as they are stored, in the entity's order; required ones refuse nulls."""
    return pa.schema([arrow_field(column) for column in entity.columns])


def partition_columns(entity: Entity) -> list[str]:
    return ["month"] if entity.dated else []


def conform(entity: Entity, rows: Any) -> pa.RecordBatchReader:
    """The rows as a stream in exactly the entity's shape: columns in order, absent optional ones null.

    Takes whatever speaks Arrow: a table, a reader, a DuckDB relation.
    """
    reader = pa.RecordBatchReader.from_stream(rows)
    given = set(reader.schema.names)
    _refuse_wrong_columns(entity, given)
    schema = arrow_schema(entity)

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in reader:
            if batch.num_rows:
                yield _in_shape(entity, batch, schema, given)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _refuse_wrong_columns(entity: Entity, given: set[str]) -> None:
    unknown = given - set(entity.column_names)
    if unknown:
        raise InputError(
            _("%(entity)s has no column %(columns)s.")
            % {"entity": entity.name, "columns": ", ".join(sorted(unknown))},
            _("Its columns: %(columns)s.") % {"columns": ", ".join(entity.column_names)},
        )
    missing = [column.name for column in entity.columns if column.required and column.name not in given]
    if missing:
        raise InputError(
            _("%(entity)s needs %(columns)s.") % {"entity": entity.name, "columns": ", ".join(missing)}
        )


def _in_shape(entity: Entity, batch: pa.RecordBatch, schema: pa.Schema, given: set[str]) -> pa.RecordBatch:
    arrays = []
    for field in schema:
        if field.name not in given:
            arrays.append(pa.nulls(batch.num_rows, field.type))
            continue
        array = batch.column(field.name)
        if not field.nullable and array.null_count:
            raise InputError(
                ngettext(
                    "%(column)s is empty in %(count)s row.",
                    "%(column)s is empty in %(count)s rows.",
                    array.null_count,
                )
                % {"column": f"{entity.name}.{field.name}", "count": array.null_count}
            )
        try:
            arrays.append(array if array.type == field.type else array.cast(field.type))
        except pa.ArrowInvalid as error:
            raise InputError(
                _("%(column)s does not fit %(type)s: %(error)s")
                % {"column": f"{entity.name}.{field.name}", "type": field.type, "error": error}
            ) from error
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
