"""What is told of a traffic channel, and when nothing is said of it rather than 0."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.tables.api import Cell

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Row

LEVER = "traffic_channel"
LEVER_METRICS = ("sessions", "conversion_rate", "attributed_sales", "ad_spend", "net_sales", "ad_cost_ratio")
LEVER_COUNTS = {
    "sessions": "sessions",
    "attributed_sales": "sessions",
    "ad_spend": "ad_impressions",
    "net_sales": "orders",
}
"""Sums that are 0 both where nothing was and where nothing is known by this channel -> what tells them apart."""
COST_RATIO = "ad_cost_ratio"


def lever_line(row: "Row", names: Iterable[str]) -> dict[str, Cell]:
    """Nothing of a channel is a dash: what one source calls otherwise is unknown to it, not 0."""
    line: dict[str, Cell] = {name: row.values.get(name) for name in names}
    for name, counted in LEVER_COUNTS.items():
        if not line.get(name) and not row.values.get(counted):
            line[name] = None
    spend, sales = line.get("ad_spend"), line.get("net_sales")
    if not (isinstance(spend, Decimal) and isinstance(sales, Decimal) and spend > 0):
        line[COST_RATIO] = None
    return line
