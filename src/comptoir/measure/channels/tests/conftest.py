"""A shop of six orders whose origins are kept, or were not yet."""

from datetime import UTC, datetime
from typing import Any

import pytest

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

ORDERS: dict[str, tuple[str, int, str | None, dict[str, str]]] = {
    "A": ("2026-03-02", 100, "other", {"traffic_source": "club", "traffic_medium": "sms"}),
    "B": ("2026-03-20", 50, "paid_search", {"traffic_source": "google", "traffic_medium": "cpc"}),
    "C": ("2026-04-05", 30, "other", {"traffic_source": "club", "traffic_medium": "sms"}),
    "D": ("2026-04-06", 20, "Salon de Lyon", {}),
    "E": ("2026-04-07", 10, None, {}),
    "F": ("2026-05-01", 5, "organic_search", {"referrer": "google.fr"}),
}
"""Order -> day, amount, channel as stored, origin. D is from before origins were kept; of E nothing is known."""


@pytest.fixture
def shop(scope: Scope) -> Scope:
    orders, lines, refunds = [], [], []
    for number, (day, amount, channel, origin) in ORDERS.items():
        at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        same: dict[str, Any] = {"order_id": number, "day": day, "ordered_at": at, "status": "sold"}
        same["traffic_channel"] = channel
        sums = {"gross_amount": amount, "discount_amount": 0}
        orders.append({**same, **origin, **sums, "has_product": True})
        lines.append({**same, **sums, "line_number": 1, "kind": "product"})
    for number, order, channel in (("R1", "C", "other"), ("R2", "B", "paid_search"), ("R3", None, "other")):
        told = {"refund_id": number, "order_id": order, "day": "2026-05-02", "kind": "product", "amount": 1}
        refunds.append({**told, "traffic_channel": channel, "line_number": 1})
    visits: list[dict[str, Any]] = [
        {"part": "1", "traffic_channel": "other", "traffic_source": "club", "sessions": 7},
        {"part": "2", "traffic_channel": "direct", "sessions": 3},
    ]
    tables = {"order": orders, "order_line": lines, "refund": refunds}
    tables["audience_day"] = [{"day": "2026-04-01", **visit} for visit in visits]
    with writer(scope) as batch:
        for name, rows in tables.items():
            batch.append(name, arrow(name, rows))
        batch.commit("test", {})
    return scope
