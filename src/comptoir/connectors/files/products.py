"""The items that the lines name, as last seen."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import facts, typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.entities.catalogue import PRODUCT

DESCRIBED = ("product_name", "category", "subcategory", "brand", "product_type", "gtin")


def seen(rows: ir.Table, mapping: Mapping) -> ir.Table:
    """One row an item sold or returned; each attribute is the last that is not blank, by date, then row."""
    if "sku" not in rows.columns:
        return facts.shaped(rows.limit(0), PRODUCT, {"source": ibis.literal(mapping.source_name)})
    items = rows.filter(rows.problem.isnull() & (rows.kind == "product") & rows.sku.notnull())
    described = [name for name in DESCRIBED if name in items.columns]
    # An item is described alike on most of its rows: what differs is set in order, not every row.
    items = items.group_by("sku", *described).aggregate(
        placed=ibis.coalesce(items.ordered_at, items.ordered_at_utc).max()
    )
    last = {
        name: typed.text(items[name].argmax(_later(items.placed, items[name]), where=items[name].notnull()))
        for name in described
    }
    table = items.group_by("sku").aggregate(**last)
    values = facts.shared(table, mapping, ("sku", *DESCRIBED[1:]))
    values["product_type"] = (
        table.product_type.fill_null("goods") if "product_type" in table.columns else ibis.literal("goods")
    )
    if "product_name" in table.columns:
        values["name"] = table.product_name
    return facts.shaped(table, PRODUCT, values)


def _later(placed: ir.TimestampValue, value: ir.Value) -> ir.StructValue:
    """By date; of two at the same instant the last in the alphabet, since the order of rows says nothing."""
    return ibis.struct({"at": placed.epoch_seconds(), "value": value})
