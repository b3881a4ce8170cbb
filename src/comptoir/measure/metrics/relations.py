"""Facts with the columns that queries may ask and that no fact stores.

Each join here is to a table with one row for the key, so that no row of the fact is ever counted twice.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.brand import with_brand
from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.metrics.catalogue.measure import OF_BRAND, OF_COSTS, OF_FEES, OF_STOCK
from comptoir.measure.metrics.costs import with_cost
from comptoir.measure.metrics.fees import with_fees
from comptoir.measure.metrics.inputs import whole
from comptoir.measure.metrics.keeping import Layout
from comptoir.measure.metrics.origins import OF_ORDER, with_origin
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.stock import expected_stock
from comptoir.measure.metrics.visits import VISITS, session_flags, with_steps
from comptoir.measure.metrics.worked_out import worked_out
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

PRODUCT_COLUMNS = tuple(name for name, found in DIMENSIONS.items() if found.from_product)
OF_CUSTOMER = ("customer_type", "cohort")
"""What the order of a line or a refund tells of its customer."""
HISTORY_COLUMNS = ("is_first", "first_day", "next_day", "months_since_first", *OF_CUSTOMER)


def relation(source: FactSource, fact: str, wanted: frozenset[str]) -> ir.Table:
    """The fact, with those of the `wanted` columns that must be worked out."""
    if fact == "order" and wanted & set(HISTORY_COLUMNS):
        table = history(source)
    elif fact == VISITS:
        table = with_steps(session_flags(source))
    else:
        table = expected_stock(source).table if wanted & OF_STOCK else source.table(fact)
        if wanted & set(OF_CUSTOMER):
            table = _with_customer(table, source, fact)
    if wanted & OF_ORDER.get(fact, frozenset()):
        table = with_origin(table, source, fact, wanted)
    if wanted & OF_COSTS:
        table = with_cost(table, source, fact)
    if wanted & OF_FEES:
        table = with_fees(table, source, fact)
    if wanted & set(PRODUCT_COLUMNS):
        table = _with_product(table, source)
    if wanted & OF_BRAND:
        table = with_brand(table, source)
    table = worked_out(table, fact, wanted)
    return with_weekday(table) if "weekday" in wanted else table


def with_weekday(table: ir.Table) -> ir.Table:
    """ISO: 1 is Monday."""
    return table.mutate(weekday=(table.day.day_of_week.index() + 1).cast("string"))


def history(source: FactSource) -> ir.Table:
    """Orders with what their customer did before and after."""
    kept = kept_history(source)
    return _with_history(source.table("order")) if kept is None else kept.table


def kept_history(source: FactSource) -> View | None:
    """The same where it is kept, for it sorts them all; None where it is not worth it.

    Kept by day, so that who came in four weeks is read from those weeks, not from all years.
    """

    def make(_months: Set[str] | None) -> ir.Table:
        return _with_history(source.table("order"))

    return source.kept("order_history", make, whole("order"), Layout())


def _with_history(orders: ir.Table) -> ir.Table:
    """Only orders that count make history."""
    marked = orders.mutate(
        is_counted=(orders.status == "sold") & orders.has_product & orders.customer_key.notnull()
    )
    same = [marked.customer_key, marked.is_counted]
    # By day first: what an order is can then never depend on a later day.
    moments = [marked.day, marked.ordered_at, marked.source, marked.order_id]
    in_order = ibis.window(group_by=same, order_by=moments)
    numbered = marked.mutate(
        is_first=marked.is_counted & (ibis.row_number().over(in_order) == 0),
        first_day=marked.day.min().over(ibis.window(group_by=same)),
        next_day=marked.day.lead().over(in_order),
        previous_day=marked.day.lag().over(in_order),
    )
    return numbered.mutate(
        customer_type=_customer_type(numbered.customer_key, numbered.is_first),
        cohort=ibis.ifelse(numbered.is_counted, numbered.first_day.strftime("%Y-%m"), ibis.null("string")),
        months_since_first=(_months(numbered.day) - _months(numbered.first_day)).cast("string"),
    )


def _customer_type(customer_key: ir.Value, is_first: ir.BooleanValue) -> ir.Value:
    return ibis.cases((customer_key.isnull(), "guest"), (is_first, "new"), else_="returning")


def _months(day: ir.DateValue) -> ir.IntegerValue:
    return day.year() * 12 + day.month()


def _with_customer(table: ir.Table, source: FactSource, fact: str) -> ir.Table:
    """What is known of the customer by the order that the line or the refund belongs to."""
    if not source.has("order"):
        return table.mutate(**{name: ibis.null("string") for name in OF_CUSTOMER})
    orders = history(source)
    known = orders.select(
        of_source=orders.source, of_order=orders.order_id, of_first=orders.is_first, cohort=orders.cohort
    )
    joined = table.left_join(known, [table.source == known.of_source, table.order_id == known.of_order])
    typed = _customer_type(joined.customer_key, joined.of_first)
    if fact == "refund":
        # A refund that names no known order may be of the first or of a later one: it is not guessed.
        is_unknown = joined.of_order.isnull() & joined.customer_key.notnull()
        typed = ibis.ifelse(is_unknown, ibis.null("string"), typed)
    return joined.mutate(customer_type=typed).drop("of_source", "of_order", "of_first")


def _with_product(table: ir.Table, source: FactSource) -> ir.Table:
    """What the catalogue says of the SKU: the line's own source first, else any other source."""
    if not source.has("product"):
        return table.mutate(**{column: ibis.null("string") for column in PRODUCT_COLUMNS})
    products = source.table("product")
    own = products.select("source", "sku", **{f"own_{c}": products[c] for c in PRODUCT_COLUMNS}, is_own=True)
    ranked = products.mutate(
        rank=ibis.row_number().over(ibis.window(group_by=products.sku, order_by=products.source))
    )
    first = ranked.filter(ranked["rank"] == 0)
    other = first.select(other_sku=first.sku, **{f"other_{c}": first[c] for c in PRODUCT_COLUMNS})
    mine = own.rename(own_source="source", own_sku="sku")
    joined = table.left_join(mine, [table.source == mine.own_source, table.sku == mine.own_sku])
    joined = joined.left_join(other, joined.sku == other.other_sku)
    chosen = joined.mutate(
        **{c: ibis.ifelse(joined.is_own, joined[f"own_{c}"], joined[f"other_{c}"]) for c in PRODUCT_COLUMNS}
    )
    return chosen.select(*table.columns, *PRODUCT_COLUMNS)
