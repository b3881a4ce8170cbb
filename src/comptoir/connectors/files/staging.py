"""From a file and a mapping to typed tables, rejects and repeated sections: the whole way, stage by stage."""

from pathlib import Path
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import (
    amounts,
    columns,
    documents,
    facts,
    products,
    reading,
    rejects,
    repeats,
    rows,
)
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import Repeats
from comptoir.connectors.files.shape import recognise
from comptoir.connectors.files.staged import Staged
from comptoir.connectors.files.workspace import Workspace


def stage(path: Path, mapping: Mapping, company_currency: str, company_zone: ZoneInfo) -> Staged:
    """Read, type, classify and check the file. Nothing is stored; InputError where the file cannot be used."""
    shape = recognise(path)
    workspace = Workspace()
    try:
        source = reading.read(workspace, shape)
        return _stage_orders(workspace, source, mapping, company_currency, company_zone)
    except BaseException:
        workspace.close()
        raise


def _stage_orders(
    workspace: Workspace, source: reading.Source, mapping: Mapping, currency: str, company_zone: ZoneInfo
) -> Staged:
    bound = columns.bind(mapping, source.headers)
    typed_rows = _numbered(workspace.keep(rows.read(source, mapping, bound), "rows"))
    shared = rows.order_level(bound)
    placed = workspace.keep(documents.group(typed_rows, shared), "documents")
    rows_read = _count(workspace, typed_rows)

    repeated = None
    if mapping.repeats is Repeats.DROP:
        repeated = repeats.find(workspace, typed_rows, placed)
    if repeated is not None:
        typed_rows, placed = _without(workspace, typed_rows, placed, repeated, shared)

    zone = ZoneInfo(mapping.timezone) if mapping.timezone else company_zone
    placed = documents.place(workspace, placed, ("ordered_at", "invoiced_at"), zone, company_zone)
    placed = workspace.keep(documents.describe(placed, mapping, currency), "documents")
    lines = documents.give_to_lines(workspace, typed_rows, placed, shared)
    lines = amounts.settle(lines.filter(lines.problem.isnull()), mapping)
    order_lines = workspace.keep(facts.order_lines(lines, mapping), "order_line")
    refunds = workspace.keep(facts.refunds(lines, mapping), "refund")
    rejected = workspace.keep(rejects.listed(typed_rows, bound, source), "rejects")
    return Staged(
        workspace=workspace,
        tables={
            "order": workspace.keep(facts.orders(placed, order_lines, mapping), "order"),
            "order_line": order_lines,
            "refund": refunds,
            "product": workspace.keep(products.seen(typed_rows, mapping), "product"),
        },
        rejects=rejected,
        repeated=repeats.none() if repeated is None else repeats.sections(repeated, source.first_line),
        units=placed.select(source=ibis.literal(mapping.source_name), unit=placed.order_id),
        rows_read=rows_read,
        rows_repeated=0 if repeated is None else _count(workspace, repeated),
        rows_rejected=_count(workspace, rejected),
    )


def _numbered(table: ir.Table) -> ir.Table:
    """DuckDB keeps the order of insertion: its row identifier is the row's place in the file."""
    return table.select(row=table.rowid(), **{name: table[name] for name in table.columns})


def _without(
    workspace: Workspace, typed_rows: ir.Table, placed: ir.Table, repeated: ir.Table, shared: list[str]
) -> tuple[ir.Table, ir.Table]:
    """Rows and documents without the repeated rows; only the documents touched are grouped again."""
    remaining = typed_rows.anti_join(repeated, "row")
    touched = repeated.select("order_id").distinct()
    again = documents.group(remaining.semi_join(touched, "order_id"), shared)
    return remaining, workspace.keep(placed.anti_join(touched, "order_id").union(again), "documents")


def _count(workspace: Workspace, table: ir.Table) -> int:
    return int(workspace.connection.to_pyarrow(table.count()).as_py())
