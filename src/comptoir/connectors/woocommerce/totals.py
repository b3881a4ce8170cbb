"""What WooCommerce itself says that an order comes to. Pure."""

from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.api import NOTHING
from comptoir.connectors.source import Record, Total
from comptoir.connectors.woocommerce.mapping import COUNTED, instant


def total_of(record: Record, zone: ZoneInfo) -> Total:
    placed = instant(record["date_created_gmt"])
    return Total(
        unit=str(record["number"]),
        day=placed.astimezone(zone).date(),
        amount=Decimal(record["total"]),
        counts=record["status"] in COUNTED,
        currency=record["currency"],
        placed_at=placed,
        changed_at=instant(record["date_modified_gmt"]),
        status=record["status"],
        tax=Decimal(record["total_tax"]),
        delivery=_sum(line[name] for line in record["shipping_lines"] for name in ("total", "total_tax")),
        refunded=-_sum(refund["total"] for refund in record["refunds"]),
    )


def _sum(amounts: Iterable[str]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts), NOTHING)
