"""A file of products: one row an item, the last one of an item counts."""

from functools import reduce

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import facts, rows, typed
from comptoir.connectors.files.columns import Bound
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.reading import Source
from comptoir.connectors.files.rules import Prices
from comptoir.entities.catalogue import PRODUCT, PRODUCT_TYPES

_YES = ("1", "true", "yes", "oui", "vrai", "active", "actif", "publish", "published", "publié")
_NO = ("0", "false", "no", "non", "faux", "inactive", "inactif", "draft", "archived", "brouillon", "archivé")
_ATTRIBUTES = (
    *("product_name", "product_type", "category", "subcategory", "brand", "gtin"),
    *("price", "tax_rate", "currency", "stock", "active"),
)


def read(source: Source, mapping: Mapping, bound: dict[str, Bound]) -> ir.Table:
    """Each row with the mapping's fields, `problem` and `raw`, as `rows.read` gives those of orders."""
    row = rows.fields(source, mapping, bound)
    texts = [row[name] for name in row.columns if name.startswith("text_")]
    empty = reduce(lambda left, right: left & right, [text.isnull() for text in texts])
    branches = [
        (row.malformed, "malformed_row:"),
        (empty, "empty_row:"),
        (row.sku.isnull(), "missing_value:sku"),
    ]
    for name in bound:
        branches += rows.unreadable(row, name)
    if "product_type" in bound:
        kinds = ibis.array(list(PRODUCT_TYPES))
        known = kinds.contains(row.product_type.lower()) | row.product_type.isnull()
        branches.append((~known, "product_type_unknown:product_type"))
    if "active" in bound:
        known = ibis.array([*_YES, *_NO]).contains(row.active.strip().lower()) | row.active.isnull()
        branches.append((~known, "not_yes_or_no:active"))
    return rows.with_raw(row.mutate(problem=ibis.cases(*branches, else_=ibis.null("string"))), source)


def products(table: ir.Table, mapping: Mapping, currency: str) -> ir.Table:
    """`table` is of numbered rows. A blank cell takes nothing away from what an earlier row said."""
    sound = table.filter(table.problem.isnull())
    last = {
        name: sound[name].argmax(ibis.ifelse(sound[name].notnull(), sound.row, ibis.null("int64")))
        for name in _ATTRIBUTES
        if name in sound.columns
    }
    items = sound.group_by("sku").aggregate(**last)
    values = facts.shared(
        items, mapping, ("sku", "category", "subcategory", "brand", "gtin", "tax_rate", "stock")
    )
    values["name"] = (
        typed.text(items.product_name) if "product_name" in items.columns else ibis.null("string")
    )
    values["product_type"] = ibis.literal("goods")
    if "product_type" in items.columns:
        values["product_type"] = items.product_type.lower().fill_null("goods")
    if "active" in items.columns:
        values["active"] = ibis.array(list(_YES)).contains(items.active.strip().lower())
    if "price" in items.columns:
        values["price"] = _without_tax(items, mapping)
        said = items.currency.upper() if "currency" in items.columns else ibis.null("string")
        values["currency"] = said.fill_null(mapping.currency or currency)
    return facts.shaped(items, PRODUCT, values)


def _without_tax(items: ir.Table, mapping: Mapping) -> ir.Value:
    if mapping.prices is Prices.EXCLUDED:
        return items.price
    rates = [items.tax_rate] if "tax_rate" in items.columns else []
    if mapping.tax_rate is not None:
        rates.append(ibis.literal(mapping.tax_rate, typed.RATE))
    # A price with tax at no known rate is no price without tax.
    return typed.without_tax(items.price, ibis.coalesce(*rates)) if rates else ibis.null(typed.MONEY)
