"""Repeated sections: a file that holds the same stretch of rows twice.

The lines of an order that stand in blocks more than 1,000 rows apart, with equal content, are the same lines:
only the first block counts. The rows of two blocks need not stand in the same order. Two identical lines
inside one block are two sales and stay.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.workspace import Workspace

APART = 1_000
HASH = "decimal(20, 0)"
"""DuckDB's hashes are unsigned."""


@dataclass(frozen=True, slots=True)
class Repeated:
    rows: ir.Table
    """row, order_id: those of every block but the first of its content."""
    places: ir.Table
    """row, order_id, place: rows that count, of orders whose last block has the lines in another order. They are
    numbered as the last block has them, for a file without the repetition mostly has that one."""


def find(workspace: Workspace, rows: ir.Table, documents: ir.Table) -> Repeated | None:
    """The repeated blocks, or None where there are none."""
    # Most files have no order spread so far: they pay for one comparison per order.
    spread = documents.filter(documents.last - documents.first > APART)
    if not workspace.value(spread.count()):
        return None
    suspects = rows.semi_join(spread, "order_id")
    # Typed values; what could not be read counts as its raw row says it. Their hash, as a number that adds up: as
    # texts the lines of a million take half a second more.
    content = {name: suspects[name] for name in rows.columns if name not in ("row", "order_id", "problem")}
    suspects = suspects.select("row", "order_id", content=ibis.struct(content).hash().cast(HASH))
    in_order = ibis.window(group_by="order_id", order_by="row")
    so_far = ibis.cumulative_window(group_by="order_id", order_by="row")
    begins = (suspects.row - suspects.row.lag().over(in_order) > APART).fill_null(False).cast("int64")
    suspects = suspects.mutate(begins=begins)
    suspects = workspace.keep(suspects.mutate(block=suspects.begins.sum().over(so_far)), "suspects")
    blocks = suspects.group_by("order_id", "block").aggregate(
        content=suspects.content.sum(), lines=suspects.count()
    )
    same = ibis.window(group_by=("order_id", "content", "lines"), order_by="block")
    blocks = workspace.keep(blocks.mutate(turn=ibis.row_number().over(same)), "blocks")
    again = blocks.filter(blocks.turn > 0)
    repeated = workspace.keep(
        suspects.semi_join(again, ("order_id", "block")).select("row", "order_id"), "repeated"
    )
    if not workspace.value(repeated.count()):
        return None
    return Repeated(repeated, workspace.keep(_places(suspects, blocks), "places"))


def _places(suspects: ir.Table, blocks: ir.Table) -> ir.Table:
    """Of orders that stand in the file as two blocks or more of the same content, and as nothing else."""
    whole = blocks.group_by("order_id").aggregate(last=blocks.block.max(), contents=blocks.content.nunique())
    whole = whole.filter((whole.contents == 1) & (whole["last"] > 0))
    rows = suspects.join(whole.select("order_id", "last"), "order_id")
    rows = rows.filter(rows.block.isin((0, rows["last"])))
    in_block = ibis.window(group_by=("order_id", "block"), order_by="row")
    alike = ibis.window(group_by=("order_id", "block", "content"), order_by="row")
    rows = rows.mutate(place=ibis.row_number().over(in_block) + 1, nth=ibis.row_number().over(alike))
    first, last = rows.filter(rows.block == 0), rows.filter(rows.block > 0)
    pairs = first.join(
        last.select("order_id", "content", "nth", there=last.place), ("order_id", "content", "nth")
    )
    moved = pairs.filter(pairs.place != pairs.there).select("order_id").distinct()
    return pairs.semi_join(moved, "order_id").select("row", "order_id", place=pairs.there)


def any_before(workspace: Workspace, repeated: ir.Table, documents: ir.Table) -> bool:
    """Whether a repeated row stands before the last row that its document keeps."""
    joined = repeated.join(documents.select("order_id", "last"), "order_id")
    return bool(workspace.value((joined.row < joined["last"]).any()))


def sections(repeated: ir.Table, first_line: int) -> ir.Table:
    """Stretches of consecutive repeated rows, as line numbers."""
    in_order = ibis.window(order_by="row")
    turned = repeated.mutate(turn=ibis.row_number().over(in_order))
    stretch = turned.mutate(stretch=turned.row - turned.turn)
    return (
        stretch.group_by("stretch")
        .aggregate(
            first_line=stretch.row.min() + first_line,
            last_line=stretch.row.max() + first_line,
            lines=stretch.count(),
            units=stretch.order_id.nunique(),
        )
        .drop("stretch")
        .order_by("first_line")
    )


def none() -> ir.Table:
    columns = ("first_line", "last_line", "lines", "units")
    return ibis.memtable({name: [] for name in columns}, schema=dict.fromkeys(columns, "int64"))
