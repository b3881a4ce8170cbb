"""The documents of a file (orders, refunds): where they stand, and the values that all their lines share."""

from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import dates, facts, typed
from comptoir.connectors.files.fields import FIELDS, FieldKind
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.mapping_read import REFUNDED
from comptoir.connectors.files.workspace import Workspace

_TIMES = ("ordered_at", "ordered_at_utc", "invoiced_at", "invoiced_at_utc")


def group(rows: ir.Table, shared: list[str]) -> ir.Table:
    """One row a document: first and last row, their number and that of the sound ones, when, and the shared values.

    Lines of one document that disagree on its time keep the earliest; on a value, the last in alphabetical
    order: a rule that gives the same answer whatever the order of the rows.
    """
    sums = {"first": rows.row.min(), "last": rows.row.max(), "count": rows.count()}
    sums["sound"] = rows.count(where=rows.problem.isnull())
    sums |= {name: rows[name].max() for name in shared}
    for name in _TIMES:
        if name in rows.columns:
            sums[name] = rows[name].min(where=rows.problem.isnull())
    return rows.group_by("order_id").aggregate(**sums | _shipping_of_lines(rows) | _amounts_of_lines(rows))


def _amounts_of_lines(rows: ir.Table) -> dict[str, ir.Value]:
    """What `facts.orders` sums, where the rows have it already: a second pass over a million lines is dear."""
    if "billed_gross" not in rows.columns:
        return {}
    is_line = rows.problem.isnull() & ~rows.is_refund
    return {"order_lines": is_line.sum()} | facts.sums(
        rows.kind, rows.billed_gross, rows.billed_discount, is_line
    )


def _shipping_of_lines(rows: ir.Table) -> dict[str, ir.Value]:
    """The order's shipping and its tax, where the lines share them out."""
    if "line_shipping" not in rows.columns:
        return {}
    total = {
        name: rows[name].sum(where=rows.problem.isnull()).cast(typed.EXACT)
        for name in ("line_shipping", "line_shipping_discount", "line_shipping_tax")
        if name in rows.columns
    }
    taken_off = total.get("line_shipping_discount", ibis.null(typed.EXACT)).abs().fill_null(0)
    sums: dict[str, ir.Value] = {"order_shipping": total["line_shipping"] - taken_off}
    if "line_shipping_tax" in total:
        # The tax was told of the price before the discount.
        sums["order_shipping_tax"] = ibis.ifelse(
            taken_off == 0, total["line_shipping_tax"], ibis.null(typed.EXACT)
        )
    return sums


def place(
    workspace: Workspace, table: ir.Table, names: tuple[str, ...], zone: ZoneInfo, company_zone: ZoneInfo
) -> ir.Table:
    """For each named time: `<name>_instant`, in UTC, and `<name>_day`, the company's date."""
    present = [name for name in names if name in table.columns]
    if not present:
        return table
    bounds = table.aggregate(
        first=ibis.least(*[_least_year(table, name) for name in present]),
        last=ibis.greatest(*[_greatest_year(table, name) for name in present]),
    )
    years = workspace.connection.to_pyarrow(bounds).to_pylist()[0]
    first, last = years["first"] or 2000, years["last"] or 2000
    for name in present:
        utc = ibis.coalesce(dates.to_utc(table[name], zone, first, last), table[f"{name}_utc"])
        table = table.mutate(**{f"{name}_instant": utc})
        utc = table[f"{name}_instant"]
        day = dates.to_local(utc, company_zone, first, last).date()
        # Here, not on every line of the document: DuckDB asks its calendar about each of them.
        table = table.mutate(**{f"{name}_instant": utc.cast("timestamp('UTC', 6)"), f"{name}_day": day})
    return table


def _least_year(table: ir.Table, name: str) -> ir.IntegerScalar:
    return ibis.least(*_years(table[name].min(), table[f"{name}_utc"].min()))


def _greatest_year(table: ir.Table, name: str) -> ir.IntegerScalar:
    return ibis.greatest(*_years(table[name].max(), table[f"{name}_utc"].max()))


def _years(*times: ir.TimestampScalar) -> list[ir.IntegerScalar]:
    return [time.year() for time in times]


def describe(documents: ir.Table, mapping: Mapping, currency: str) -> ir.Table:
    """Adds status, currency and month in our words."""
    texts = [name for name in FIELDS if name in documents.columns and FIELDS[name].kind is FieldKind.TEXT]
    documents = documents.mutate(**{name: typed.text(documents[name]) for name in texts})
    money = [name for name in FIELDS if name in documents.columns and FIELDS[name].kind is FieldKind.MONEY]
    documents = documents.mutate(**{name: documents[name].cast(typed.MONEY) for name in money})
    status: ir.Value = ibis.literal("sold")
    if "status" in documents.columns:
        word = documents.status.lower()
        status = ibis.cases(*[(word == theirs.casefold(), ours) for theirs, ours in mapping.statuses.items()])
        documents = documents.mutate(is_given_back=(status == REFUNDED).fill_null(False))
        status = ibis.ifelse(documents.is_given_back, "sold", status)
    code: ir.Value = ibis.literal(mapping.currency or currency)
    if "currency" in documents.columns:
        code = documents.currency.upper().fill_null(mapping.currency or currency)
    return documents.mutate(
        order_status=status, order_currency=code, month=documents.ordered_at_day.strftime("%Y-%m")
    )


def give_to_lines(
    workspace: Workspace,
    rows: ir.Table,
    documents: ir.Table,
    shared: list[str],
    places: ir.Table | None = None,
) -> ir.Table:
    """Each row with its document's values in place of its own, and its `line_number`: its place among the
    rows of the document, rejected rows counted: correcting a rejected row does not renumber the others.

    `places`: row, order_id, place of rows that are numbered otherwise. Rows after the document's last are
    sections repeated, which it no longer counts.
    """
    own = rows.select(*[name for name in rows.columns if name not in (*shared, *_TIMES)])
    lines = own.join(documents.drop(*[name for name in _TIMES if name in documents.columns]), "order_id")
    lines = lines.filter(lines.row <= lines["last"])
    number = lines.row - lines["first"] + 1
    apart = _numbered_apart(workspace, rows, documents, places)
    if apart is not None:
        lines = lines.left_join(apart, "row").drop("row_right")
        number = ibis.coalesce(lines.number, lines.row - lines["first"] + 1)
    lines = lines.mutate(line_number=number)
    spent = {"first", "last", "count", "sound", "number", *facts.SUMMED} & set(lines.columns)
    return lines.drop(*spent)


def _numbered_apart(
    workspace: Workspace, rows: ir.Table, documents: ir.Table, places: ir.Table | None
) -> ir.Table | None:
    """row, number: of the documents whose rows do not stand together or have places of their own, if any.

    A window over every row would be dear; few documents need one.
    """
    stands_together = documents["last"] - documents["first"] + 1 == documents["count"]
    ends = documents.select("order_id", "last")
    apart = documents.filter(~stands_together).select("order_id", "last")
    if places is not None:
        apart = apart.union(ends.semi_join(places, "order_id"), distinct=True)
    apart = workspace.keep(apart, "apart")
    if not workspace.value(apart.count()):
        return None
    numbered = rows.select("row", "order_id").join(apart, "order_id")
    numbered = numbered.filter(numbered.row <= numbered["last"])
    in_order = ibis.window(group_by="order_id", order_by="row")
    numbered = numbered.select("row", number=ibis.row_number().over(in_order) + 1)
    if places is not None:
        numbered = numbered.left_join(places.select("row", "place"), "row")
        numbered = numbered.select("row", number=numbered.place.fill_null(numbered.number))
    return workspace.keep(numbered, "numbered")
