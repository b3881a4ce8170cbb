"""From a file and a mapping to typed tables, rejects and repeated sections: the whole way, stage by stage."""

from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import ibis
import ibis.expr.types as ir

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, NAMES, Channels
from comptoir.connectors.files import (
    amounts,
    catalogue,
    charges,
    columns,
    commissions,
    corrections,
    customers,
    documents,
    facts,
    first_row,
    given_back,
    lookup,
    origins,
    products,
    reading,
    rejects,
    repeats,
    rows,
)
from comptoir.connectors.files.columns import Bound
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import Content, OrderValues, Repeats
from comptoir.connectors.files.shape import recognise
from comptoir.connectors.files.staged import Staged
from comptoir.connectors.files.workspace import Workspace


def stage(
    path: Path,
    mapping: Mapping,
    company_currency: str,
    company_zone: ZoneInfo,
    channels: Channels = DEFAULT_CHANNELS,
) -> Staged:
    """Read, type, classify, check. Nothing is stored; InputError where the file cannot be used."""
    shape = recognise(path)
    workspace = Workspace()
    try:
        source = reading.read(workspace, shape)
        try:
            return _staged(workspace, source, path, mapping, company_currency, company_zone, channels)
        except duckdb.Error as error:
            careful = reading.again_with_care(workspace, source)
            if careful is source:
                raise reading.unreadable() from error
        return _staged(workspace, careful, path, mapping, company_currency, company_zone, channels)
    except BaseException:
        workspace.close()
        raise


def _staged(
    workspace: Workspace,
    source: reading.Source,
    path: Path,
    mapping: Mapping,
    currency: str,
    company_zone: ZoneInfo,
    channels: Channels,
) -> Staged:
    source = lookup.join(workspace, corrections.unguarded(source), path, mapping)
    bound = columns.bind(mapping, source.headers)
    if mapping.content is Content.PRODUCTS:
        return _stage_products(workspace, source, mapping, bound, currency)
    if mapping.order_values is OrderValues.FIRST_ROW:
        source = first_row.fill(workspace, source, bound)
    return _stage_orders(workspace, source, mapping, bound, currency, company_zone, channels)


def _stage_products(
    workspace: Workspace, source: reading.Source, mapping: Mapping, bound: dict[str, Bound], currency: str
) -> Staged:
    items = workspace.number(catalogue.read(source, mapping, bound), "rows")
    rejected = workspace.keep(rejects.listed(items, bound, source), "rejects")
    products = workspace.keep(catalogue.products(items, mapping, currency), "product")
    return Staged(
        workspace=workspace,
        tables={"product": products},
        customers=customers.none(products),
        rejects=rejected,
        repeated=repeats.none(),
        units=products.select(source=products.source, unit=products.sku, rows=ibis.literal(0)).limit(0),
        rows_read=_count(workspace, items),
        rows_repeated=0,
        rows_rejected=_count(workspace, rejected),
    )


def _stage_orders(
    workspace: Workspace,
    source: reading.Source,
    mapping: Mapping,
    bound: dict[str, Bound],
    currency: str,
    company_zone: ZoneInfo,
    channels: Channels,
) -> Staged:
    typed_rows = workspace.number(rows.read(source, mapping, bound), "rows")
    shared = rows.order_level(bound)
    placed = workspace.keep(documents.group(facts.with_billed(typed_rows, mapping), shared), "documents")
    rows_read = _count(workspace, typed_rows)

    every_row, repeated = typed_rows, None
    if mapping.repeats is Repeats.DROP:
        repeated = repeats.find(workspace, typed_rows, placed)
    if repeated is not None:
        typed_rows, placed = _without(workspace, typed_rows, placed, repeated.rows, shared, mapping)
        if repeats.any_before(workspace, repeated.rows, placed):
            every_row = typed_rows

    zone = ZoneInfo(mapping.timezone) if mapping.timezone else company_zone
    placed = documents.place(workspace, placed, ("ordered_at", "invoiced_at"), zone, company_zone)
    placed = origins.classified(workspace, documents.describe(placed, mapping, currency), channels)
    people = workspace.keep(customers.named(placed, mapping), "customers")
    placed = workspace.keep(customers.number(placed, people), "documents")
    # Taking a million wide rows apart from the repeated ones is dear; the last row of a document tells them.
    places = None if repeated is None else repeated.places
    of_lines = placed.drop(*[name for name in NAMES if name in placed.columns])
    numbered = documents.give_to_lines(workspace, every_row, of_lines, shared, places)
    lines = amounts.settle(numbered.filter(numbered.problem.isnull()), mapping)
    lines = documents.place(workspace, lines, ("refunded_at",), zone, company_zone)
    if charges.charged(placed) or given_back.told(lines):
        # Asked several times from here on.
        lines = workspace.keep(lines, "lines")
    order_lines = facts.order_lines(lines, mapping)
    if charges.charged(placed):
        order_lines = workspace.keep(order_lines, "order_line")
        charged = charges.order_lines(placed, order_lines, mapping)
        order_lines = workspace.keep(order_lines.union(charged), "order_line")
    refunds = workspace.keep(facts.refunds(lines, mapping), "refund")
    if given_back.told(lines):
        on_orders = given_back.refunds(workspace, lines, order_lines, mapping)
        refunds = workspace.keep(refunds.union(on_orders), "refund")
    kept = {"fee": workspace.keep(commissions.fees(lines, mapping), "fee")} if commissions.told(lines) else {}
    places = numbered.filter(numbered.problem.notnull()).select("row", "line_number")
    rejected = typed_rows.filter(typed_rows.problem.notnull()).left_join(places, "row")
    rejected = workspace.keep(rejects.listed(rejected, bound, source), "rejects")
    return Staged(
        workspace=workspace,
        tables={
            "order": workspace.keep(facts.orders(placed, order_lines, mapping), "order"),
            "order_line": order_lines,
            "refund": refunds,
            "product": workspace.keep(products.seen(typed_rows, mapping), "product"),
            **kept,
        },
        customers=people,
        rejects=rejected,
        repeated=repeats.none() if repeated is None else repeats.sections(repeated.rows, source.first_line),
        units=_units(placed, mapping),
        rows_read=rows_read,
        rows_repeated=0 if repeated is None else _count(workspace, repeated.rows),
        rows_rejected=_count(workspace, rejected),
    )


def _units(placed: ir.Table, mapping: Mapping) -> ir.Table:
    known = placed.filter(placed.order_id.notnull())
    return known.select(source=ibis.literal(mapping.source_name), unit=known.order_id, rows=known.sound)


def _without(
    workspace: Workspace,
    typed_rows: ir.Table,
    placed: ir.Table,
    repeated: ir.Table,
    shared: list[str],
    mapping: Mapping,
) -> tuple[ir.Table, ir.Table]:
    """Rows and documents without the repeated rows; only the documents touched are grouped again."""
    remaining = typed_rows.anti_join(repeated, "row")
    touched = repeated.select("order_id").distinct()
    rest = facts.with_billed(remaining.semi_join(touched, "order_id"), mapping)
    again = documents.group(rest, shared)
    return remaining, workspace.keep(placed.anti_join(touched, "order_id").union(again), "documents")


def _count(workspace: Workspace, table: ir.Table) -> int:
    return int(workspace.value(table.count()))
