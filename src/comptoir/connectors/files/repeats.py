"""Repeated sections: a file that holds the same stretch of rows twice.

The lines of an order that stand in blocks more than 1,000 rows apart, with equal content, are the same lines:
only the first block counts. The rows of two blocks need not stand in the same order. Two identical lines
inside one block are two sales and stay.
"""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import typed
from comptoir.connectors.files.workspace import Workspace

APART = 1_000


def find(workspace: Workspace, rows: ir.Table, documents: ir.Table) -> ir.Table | None:
    """The rows of repeated blocks (row, order_id), or None where there are none."""
    # Most files have no order spread so far: they pay for one comparison per order.
    spread = documents.filter(documents.last - documents.first > APART)
    if not workspace.connection.to_pyarrow(spread.count()).as_py():
        return None
    suspects = rows.semi_join(spread, "order_id")
    # Typed values; what could not be read counts as its raw row says it.
    content = {name: suspects[name] for name in rows.columns if name not in ("row", "order_id", "problem")}
    suspects = suspects.select("row", "order_id", content=typed.json(content))
    in_order = ibis.window(group_by="order_id", order_by="row")
    so_far = ibis.cumulative_window(group_by="order_id", order_by="row")
    begins = (suspects.row - suspects.row.lag().over(in_order) > APART).fill_null(False).cast("int64")
    suspects = suspects.mutate(begins=begins)
    suspects = workspace.keep(suspects.mutate(block=suspects.begins.sum().over(so_far)), "suspects")
    blocks = suspects.group_by("order_id", "block").aggregate(
        content=suspects.content.group_concat("\n", order_by=suspects.content)
    )
    same = ibis.window(group_by=("order_id", "content"), order_by="block")
    again = blocks.mutate(turn=ibis.row_number().over(same)).filter(lambda block: block.turn > 0)
    repeated = suspects.semi_join(again, ("order_id", "block")).select("row", "order_id")
    repeated = workspace.keep(repeated, "repeated")
    return repeated if workspace.connection.to_pyarrow(repeated.count()).as_py() else None


def any_before(workspace: Workspace, repeated: ir.Table, documents: ir.Table) -> bool:
    """Whether a repeated row stands before the last row that its document keeps."""
    joined = repeated.join(documents.select("order_id", "last"), "order_id")
    return bool(workspace.connection.to_pyarrow((joined.row < joined["last"]).any()).as_py())


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
