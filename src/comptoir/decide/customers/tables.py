"""The tables of the page and of its files."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.chances import SOON
from comptoir.decide.customers.cohorts import Cohorts
from comptoir.decide.customers.quiet import QuietCustomer
from comptoir.decide.customers.references import called
from comptoir.decide.customers.segments import Segments
from comptoir.decide.customers.together import Together
from comptoir.decide.customers.value import Named
from comptoir.decide.customers.words import SEGMENT_MEANINGS, SEGMENT_WORDS


def in_order(table: Table, asked: Asked) -> Table:
    return (
        table.sorted_by(asked.sort.lstrip("-"), descending=asked.sort.startswith("-"))
        if asked.sort
        else table
    )


def segment_table(found: Segments, currency: str) -> Table:
    columns = (
        TableColumn("segment", _("Segment")),
        TableColumn("meaning", _("Who they are")),
        TableColumn("customers", _("Customers"), CellKind.NUMBER),
        TableColumn("share", _("Share of customers"), CellKind.PERCENT),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("sales", _("Sales ordered, excl. tax"), CellKind.MONEY, currency),
        TableColumn("sales_share", _("Share of sales"), CellKind.PERCENT),
        TableColumn("silent", _("Days since last order (median)"), CellKind.NUMBER),
    )
    rows = [
        {
            "segment": str(SEGMENT_WORDS[one.segment]),
            "meaning": str(SEGMENT_MEANINGS[one.segment]),
            "customers": one.customers,
            "share": share(one.customers, found.customers),
            "orders": one.orders,
            "sales": one.sales,
            "sales_share": share(one.sales, found.sales),
            "silent": one.median_days,
        }
        for one in found.parts
    ]
    return Table(columns, rows, title=_("Segments"))


def cohort_table(found: Cohorts, currency: str) -> Table:
    columns = [
        TableColumn("cohort", _("First order")),
        TableColumn("size", _("New customers"), CellKind.NUMBER),
        TableColumn("month", _("Months since"), CellKind.NUMBER),
        TableColumn("customers", _("Customers who ordered"), CellKind.NUMBER),
        TableColumn("share", _("Share of the cohort"), CellKind.PERCENT),
        TableColumn("sales", _("Net sales, excl. tax"), CellKind.MONEY, currency),
    ]
    if found.has_margin:
        columns.append(TableColumn("margin", _("Gross margin"), CellKind.MONEY, currency))
    rows = [
        {
            "cohort": one.month,
            "size": one.customers,
            "month": cell.months,
            "customers": cell.customers,
            "share": one.share(cell),
            "sales": cell.sales,
            "margin": cell.margin,
        }
        for one in found.cohorts
        for cell in one.cells
    ]
    return Table(columns, rows, title=_("Cohorts"))


def quiet_table(asked: Asked, found: Iterable[QuietCustomer]) -> Table:
    rows = list(found)
    names = called(asked.scope, [one.key for one in rows])
    columns = (
        TableColumn("customer", _("Customer")),
        TableColumn("last", _("Last order"), CellKind.DATE),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("sales", _("Sales ordered, excl. tax"), CellKind.MONEY, asked.scope.currency),
        TableColumn("returns", _("Buys within %(days)d days") % {"days": SOON}, CellKind.PERCENT),
        TableColumn("alive", _("Is still a customer"), CellKind.PERCENT),
    )
    return Table(
        columns,
        [
            {
                "customer": names[one.key],
                "last": one.last_order,
                "orders": one.orders,
                "sales": one.sales,
                "returns": one.returns,
                "alive": one.alive,
            }
            for one in rows
        ],
        title=_("Good customers who have gone quiet"),
    )


def value_table(asked: Asked, found: Sequence[Named], level: float) -> Table:
    names, currency = called(asked.scope, [one.key for one in found]), asked.scope.currency
    percent = {"level": f"{level * 100:.0f}"}
    columns = (
        TableColumn("customer", _("Customer")),
        TableColumn("orders", _("Orders expected"), CellKind.NUMBER),
        TableColumn("value", _("Value expected"), CellKind.MONEY, currency),
        TableColumn("low", _("At least (%(level)s %% interval)") % percent, CellKind.MONEY, currency),
        TableColumn("high", _("At most (%(level)s %% interval)") % percent, CellKind.MONEY, currency),
    )
    rows: list[dict[str, Any]] = [
        {
            "customer": names[one.key],
            "orders": one.orders,
            "value": one.value,
            "low": one.low,
            "high": one.high,
        }
        for one in found
    ]
    return Table(columns, rows, title=_("Value of customers"))


def pair_table(found: Together) -> Table:
    columns = (
        TableColumn("one", _("Item")),
        TableColumn("other", _("Bought with")),
        TableColumn("together", _("Orders with both"), CellKind.NUMBER),
        TableColumn("support", _("Share of orders (support)"), CellKind.PERCENT),
        TableColumn("follows", _("Of the rarer one's orders"), CellKind.PERCENT),
        TableColumn("lift", _("Times chance (lift)"), CellKind.NUMBER),
        TableColumn("sku", _("Reference")),
        TableColumn("other_sku", _("Other reference")),
    )
    rows: list[dict[str, Cell]] = [
        {
            "one": one.name.strip(),
            "other": one.other_name.strip(),
            "together": one.together,
            "support": one.support,
            "follows": one.follows,
            "lift": round(one.lift, 2),
            "sku": one.sku,
            "other_sku": one.other,
        }
        for one in found.pairs
    ]
    return Table(columns, rows, title=_("Bought together"))


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if whole else None
