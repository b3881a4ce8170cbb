"""Facts of a staged file as plain rows, for tests that state them one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.connectors.files.api import Mapping, stage
from comptoir.connectors.files.staged import Staged

SAMPLES = Path(__file__).parent / "samples"
PARIS = ZoneInfo("Europe/Paris")


@contextmanager
def staged(path: Path, mapping: Mapping, currency: str = "EUR", zone: ZoneInfo = PARIS) -> Iterator[Staged]:
    with stage(path, mapping, currency, zone) as result:
        yield result


def rows(result: Staged, entity: str, *columns: str) -> list[tuple[str, ...]]:
    """The columns of the entity's rows as texts, in the order of their key; money to the cent. `reference` is the
    customer's."""
    keys = {
        "order": ["order_id"],
        "order_line": ["order_id", "line_number"],
        "refund": ["refund_id", "line_number"],
        "fee": ["fee_id"],
    }
    table = result.tables[entity]
    if "reference" in columns:
        table = table.left_join(result.customers.select("customer", "reference"), "customer")
    table = table.order_by(keys.get(entity, ["sku"]))
    return [tuple(_text(row[name]) for name in columns) for row in _python(result, table)]


def rejects(result: Staged) -> list[tuple[str, ...]]:
    names = ("line", "column", "value", "reason")
    return [tuple(_text(row[name]) for name in names) for row in _python(result, result.rejects)]


def _python(result: Staged, table: Any) -> list[dict[str, Any]]:
    return list(result.connection.to_pyarrow(table).to_pylist())


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if hasattr(value, "quantize"):
        return f"{value:.2f}"
    return str(value)
