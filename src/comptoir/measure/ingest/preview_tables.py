"""A staged file as the tables and figures of its preview."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import reason_sentence
from comptoir.core.money import format_day
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.measure.ingest.labels import SHOWN_KINDS, STATUS_LABELS
from comptoir.measure.ingest.rejects import Reason

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Staged

ROWS = 20
LINES = 60
"""An order of the first rows may have more lines further down."""
REJECTS = 20


def lines(staged: "Staged", first: list[str]) -> Table:
    """The lines and refunds of the first documents, as facts."""
    rank = {unit: position for position, unit in enumerate(first)}
    orders, refunds = staged.tables["order_line"], staged.tables["refund"]
    sold = orders.filter(orders.order_id.isin(first)).limit(LINES).to_pyarrow().to_pylist()
    given = refunds.filter(refunds.refund_id.isin(first) | refunds.order_id.isin(first))
    back = given.limit(LINES).to_pyarrow().to_pylist()
    rows = [
        {
            "rank": (rank.get(line["order_id"], len(rank)), line["line_number"]),
            "order": line["order_id"],
            "day": line["day"],
            "kind": str(SHOWN_KINDS.get(line["kind"], line["kind"])),
            "sku": line["sku"],
            "name": line["product_name"],
            "quantity": line["quantity"],
            "price": line["unit_price"],
            "amount": line["gross_amount"] - line["discount_amount"],
            "status": str(STATUS_LABELS.get(line["status"], line["status"])),
            "currency": line["currency"],
        }
        for line in sold
    ] + [
        {
            "rank": (rank.get(line["refund_id"], rank.get(line["order_id"], len(rank))), line["line_number"]),
            "order": line["refund_id"],
            "day": line["day"],
            "kind": str(SHOWN_KINDS["refund"])
            if line["kind"] == "product"
            else f"{SHOWN_KINDS['refund']} · {SHOWN_KINDS.get(line['kind'], line['kind'])}",
            "sku": line["sku"],
            "name": line["product_name"],
            "quantity": -line["quantity"],
            "price": None,
            "amount": -line["amount"],
            "status": "",
            "currency": line["currency"],
        }
        for line in back
    ]
    rows.sort(key=lambda row: row["rank"])
    return Table(_line_columns({row["currency"] for row in rows}), rows[:LINES])


def _line_columns(currencies: set[str]) -> list[TableColumn]:
    """One currency stands in the cells; several in a column of their own."""
    currency = next(iter(currencies)) if len(currencies) == 1 else ""
    money = CellKind.MONEY if currency else CellKind.NUMBER
    return [
        TableColumn("order", _("Order")),
        TableColumn("day", _("Day"), CellKind.DATE),
        TableColumn("kind", _("Kind")),
        TableColumn("sku", _("SKU")),
        TableColumn("name", _("Name")),
        TableColumn("quantity", _("Quantity"), CellKind.NUMBER),
        TableColumn("price", _("Unit price excl. tax"), money, currency),
        TableColumn("amount", _("Amount excl. tax"), money, currency),
        TableColumn("status", _("Status")),
        *([] if currency else [TableColumn("currency", _("Currency"))]),
    ]


def products(staged: "Staged") -> Table:
    rows = staged.tables["product"].limit(ROWS).to_pyarrow().to_pylist()
    columns = [
        TableColumn("sku", _("SKU")),
        TableColumn("name", _("Name")),
        TableColumn("category", _("Category")),
        TableColumn("brand", _("Brand")),
        TableColumn("price", _("Unit price excl. tax"), CellKind.NUMBER),
        TableColumn("stock", _("Stock"), CellKind.NUMBER),
    ]
    return Table(columns, rows)


def rejected(staged: "Staged") -> Table | None:
    if not staged.rows_rejected:
        return None
    rows: list[dict[str, Cell]] = [
        {**row, "sentence": str(reason_sentence(row["reason"]))}
        for row in staged.rejects.order_by("line").limit(REJECTS).to_pyarrow().to_pylist()
    ]
    columns = [
        TableColumn("line", _("Line"), CellKind.NUMBER),
        TableColumn("unit", _("Order")),
        TableColumn("column", _("Column")),
        TableColumn("value", _("Value")),
        TableColumn("sentence", _("Reason")),
    ]
    return Table(columns, rows)


def reasons(staged: "Staged") -> tuple[Reason, ...]:
    if not staged.rows_rejected:
        return ()
    counted = (
        staged.rejects.group_by("reason").aggregate(count=staged.rejects.count()).to_pyarrow().to_pylist()
    )
    counted.sort(key=lambda row: (-row["count"], row["reason"]))
    return tuple(Reason(row["reason"], str(reason_sentence(row["reason"])), row["count"]) for row in counted)


def orders(staged: "Staged") -> int:
    orders = staged.tables.get("order")
    if orders is None:
        return 0
    return int(orders.filter((orders.status == "sold") & orders.has_product).count().to_pyarrow().as_py())


def days(staged: "Staged") -> str:
    orders = staged.tables.get("order")
    if orders is None:
        return ""
    [row] = orders.aggregate(first=orders.day.min(), last=orders.day.max()).to_pyarrow().to_pylist()
    if row["first"] is None:
        return "—"
    locale = get_language() or "fr"
    days = dict.fromkeys(format_day(day, locale) for day in (row["first"], row["last"]))
    return " – ".join(days)
