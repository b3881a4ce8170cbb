"""The rows that were not loaded, as people see them: line, column, value, reason, the whole row."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.columns import Bound
from comptoir.connectors.files.reading import Source


def listed(rows: ir.Table, bound: dict[str, Bound], source: Source) -> ir.Table:
    """`problem` is code:field; the value is read back from the raw row. `unit` and `line_number`, the place
    of the row in its order, are null where the row has no order or `rows` no numbers. `rows` may say themselves on
    which line of the file they stand, as `at_line`."""
    nothing = {"order_id": ibis.null("string"), "line_number": ibis.null("int64")}
    rows = rows.mutate(**{name: blank for name, blank in nothing.items() if name not in rows.columns})
    broken = rows.filter(rows.problem.notnull())
    field = broken.problem.split(":")[1]
    # A whole value is always a table's first column; sums and joins show the first of theirs.
    headers = [(field == name, item.header) for name, item in bound.items() if item.header]
    firsts = [
        (field == name, source.headers[item.positions[0]]) for name, item in bound.items() if item.positions
    ]
    header = ibis.cases(*firsts, else_=ibis.null("string"))
    cells = broken.raw.cast("json").cast("map<string, string>")
    counted = broken.row // source.rows_a_line + source.first_line
    return broken.select(
        line=broken.at_line if "at_line" in broken.columns else counted,
        column=ibis.cases(*headers, else_=""),
        value=ibis.ifelse(header.isnull(), ibis.null("string"), cells.get(header)),
        reason=broken.problem.split(":")[0],
        unit=broken.order_id,
        line_number=broken.line_number,
        raw=broken.raw,
    ).order_by("line")
