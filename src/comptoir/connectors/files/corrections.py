"""Rejected rows on their way to be corrected and back: with the other rows of their orders, since an order is
imported whole. Heavy: not for start-up."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from comptoir.connectors.files import columns, reading
from comptoir.connectors.files.columns import column
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.marks import GUARDED, LINE, is_own, without_guard
from comptoir.connectors.files.reading import Source
from comptoir.connectors.files.shape import recognise
from comptoir.connectors.files.workspace import Workspace

type Sections = Sequence[tuple[int, int]]


def whole_orders(
    path: Path, mapping: Mapping, lines: Collection[int], repeated: Sections = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, header -> text) of the rows at `lines` and of every other row of their orders, in file order.

    `repeated`: first and last line of sections that an import dropped; they stay out.
    Raises InputError where the file cannot be read.
    """
    workspace = Workspace()
    try:
        source = reading.sound(workspace, recognise(path))
        rows = workspace.number(_rows(source, mapping), "rows")
        rows = rows.mutate(line=rows.row + source.first_line).drop("row")
        rejected = workspace.connection.create_table(
            "rejected", pa.table({"line": pa.array(sorted(lines), pa.int64())}), temp=True
        )
        for first, last in repeated:
            rows = rows.filter(~rows.line.between(first, last) | rows.line.isin(rejected.line))
        orders = rows.semi_join(rejected, "line").select("order_id").distinct()
        wanted = rows.semi_join(orders, "order_id").union(rows.semi_join(rejected, "line"), distinct=True)
        kept = [at for at, header in enumerate(source.headers) if not is_own(header)]
        for batch in workspace.connection.to_pyarrow_batches(wanted.order_by("line")):
            for row in batch.to_pylist():
                yield row["line"], {source.headers[at]: row[column(at)] or "" for at in kept}
    finally:
        workspace.close()


def _rows(source: Source, mapping: Mapping) -> ir.Table:
    cells = {name: cell.cast("string") for name, cell in _named(source).items()}
    return source.table.select(**cells, order_id=_order(source, mapping))


def _order(source: Source, mapping: Mapping) -> ir.StringValue:
    """The order of a row, as the import reads it; none in a catalogue."""
    ref = mapping.columns.get("order_id")
    found = [columns.position_of(name, source.headers) for name in ref.names] if ref else []
    places = tuple(place for place in found if place is not None)
    if ref is None or not places:
        return ibis.null("string")
    bound = columns.Bound("order_id", ref, places, "")
    value: ir.StringValue = columns.value(source.table, bound, mapping, (mapping.numbers,))
    return value


def _named(source: Source) -> dict[str, ir.Value]:
    return {column(at): cell for at, cell in enumerate(source.cells())}


def unguarded(source: Source) -> Source:
    """A list of rows to correct, without the apostrophes that kept a spreadsheet from computing its texts."""
    if LINE not in source.headers:
        return source
    cells = {
        name: ibis.ifelse(cell.re_search(GUARDED), cell.substr(1), cell)
        for name, cell in _named(source).items()
        if cell.type().is_string()
    }
    headers = tuple(without_guard(header) for header in source.headers)
    return replace(source, table=source.table.mutate(**cells), headers=headers)
