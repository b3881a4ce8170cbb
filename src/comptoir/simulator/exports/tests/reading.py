"""What an import makes of an export, and what the world says it should: plain sums in cents."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.connectors.files.api import Mapping, guess_mapping, recognise, stage
from comptoir.simulator.world import World

PARIS = ZoneInfo("Europe/Paris")
SOLD = ("completed", "processing", "refunded")
Facts = dict[str, list[dict[str, Any]]]


def imported(paths: list[Path], name: str | None = None, mapping: Mapping | None = None) -> Facts:
    """The facts of the files, read by the mapping that their headers call for, which must be `name`. Of an order's
    customer the reference, by which the file calls her."""
    facts: Facts = defaultdict(list)
    for path in paths:
        chosen = mapping or guess_mapping(recognise(path))
        assert name is None or chosen.name == name
        with stage(path, chosen, "EUR", PARIS) as staged:
            assert staged.rows_rejected == 0, staged.rejects.to_pyarrow().to_pylist()[:3]
            assert staged.rows_repeated == 0
            for entity, table in staged.tables.items():
                if entity == "order":
                    named = staged.customers.select("customer", "reference")
                    table = table.left_join(named, "customer")
                facts[entity] += table.to_pyarrow().to_pylist()
    return facts


def cents(value: Decimal) -> int:
    return int((value * 100).to_integral_value(ROUND_HALF_UP))


def without_tax(amount: int, rate: float) -> int:
    """By decimals, as the product counts; the exports count in whole numbers."""
    exact = Decimal(amount) / (1 + Decimal(str(rate)))
    return int(exact.to_integral_value(ROUND_HALF_UP))


def sold_lines(world: World) -> dict[tuple[str, int], dict[str, Any]]:
    """(order, line) -> amounts, of every order; `is_sold` tells those that count."""
    orders = {row["order"]: row for row in world.orders.to_pylist()}
    lines = {}
    for row in world.lines.to_pylist():
        order = orders[row["order"]]
        gross = row["unit_price"] * row["quantity"]
        net = gross - row["discount"]
        gross_untaxed, net_untaxed = (without_tax(one, row["tax_rate"]) for one in (gross, net))
        lines[str(row["order"]), row["line"]] = {
            "day": order["day"],
            "channel": order["sales_channel"],
            "is_sold": order["status"] in SOLD,
            "sku": row["sku"],
            "quantity": row["quantity"],
            "gross": gross_untaxed,
            "gross_tax": gross - gross_untaxed,
            "net": net_untaxed,
            "tax": net - net_untaxed,
        }
    return lines


def refunded(world: World) -> dict[tuple[str, Any], int]:
    """(order, day of its first refund) -> all that it gave back, tax included."""
    first: dict[int, Any] = {}
    sums: dict[int, int] = defaultdict(int)
    for row in world.refunds.to_pylist():
        first[row["order"]] = min(row["day"], first.get(row["order"], row["day"]))
        sums[row["order"]] += row["shipping"] + row["gesture"]
    for row in world.refund_lines.to_pylist():
        sums[row["order"]] += row["amount"]
    return {(str(order), first[order]): amount for order, amount in sums.items()}


def by_day(rows: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    """Sums of the last place of each row by the others."""
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    for *key, value in rows:
        sums[tuple(key)] += value
    return {key: value for key, value in sums.items() if value}
