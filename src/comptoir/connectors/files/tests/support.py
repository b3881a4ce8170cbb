"""Files made in tests, and what staging makes of them as plain Python."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.connectors.files.api import Mapping, stage
from comptoir.connectors.files.staged import Staged

PARIS = ZoneInfo("Europe/Paris")
GENERIC = Mapping.from_yaml(
    """
    name: shop
    columns:
      order_id: order_id
      ordered_at: ordered_at
      sku: sku
      quantity: quantity
      unit_price: unit_price
      customer_ref: customer_id
    optional: [sku, customer_ref]
    negative_quantity_is_refund: true
    """
)


def file(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def staged(path: Path, mapping: Mapping = GENERIC, currency: str = "EUR", zone: ZoneInfo = PARIS) -> Staged:
    return stage(path, mapping, currency, zone)


def rows(staged: Staged, name: str, *columns: str, order: str | None = None) -> list[tuple[Any, ...]]:
    """Rows of a staged table (or `rejects`, `repeated`), the columns named; `reference` is the customer's."""
    table = getattr(staged, name) if name in ("rejects", "repeated", "units") else staged.tables[name]
    if "reference" in columns:
        table = table.left_join(staged.customers.select("customer", "reference"), "customer")
    table = table.order_by(order) if order else table
    return [tuple(row[column] for column in columns) for row in table.to_pyarrow().to_pylist()]


def facts(staged: Staged) -> dict[str, list[tuple[str, ...]]]:
    """Every fact, and every customer, as sorted texts: what two files must agree on."""
    tables = staged.tables | {"customers": staged.customers}
    return {
        name: sorted(tuple(str(value) for value in row.values()) for row in table.to_pyarrow().to_pylist())
        for name, table in tables.items()
    }


def counts_add_up(staged: Staged) -> bool:
    lost = staged.rows_read - staged.rows_loaded - staged.rows_rejected - staged.rows_repeated
    return lost == 0 and min(staged.rows_loaded, staged.rows_rejected, staged.rows_repeated) >= 0
