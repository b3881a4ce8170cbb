"""A shop drawn by hand: lamps sell ten a day and 140 are left; the figures of the week."""

from datetime import date, timedelta
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.tests.shop import Rows, cost_rules, load

DAY = date(2026, 6, 28)
PRICE, COST = 20, "7.60"
"""With one order a day of ten lamps, 1 % and 2 euros an order: 12 a lamp are left."""


def rows(days: int = 28, **more: Any) -> Rows:
    """Lamps, and what is asked for beside them: item number -> (units a day, stock or None)."""
    items = {"LAMP": (10, 140), **more}
    found: Rows = {"order": [], "order_line": [], "product": [], "product_cost": [], "stock_level": []}
    for sku, (daily, stock) in items.items():
        found["product"].append({"sku": sku, "name": sku.title(), "category": "lights"})
        found["product_cost"].append({"sku": sku, "valid_from": date(2025, 1, 1), "unit_cost": COST})
        for ago in range(days):
            day = DAY - timedelta(days=ago)
            told = {"day": day, "order_id": f"{sku}-{ago}", "customer_key": 1}
            amount = PRICE * daily
            if daily:
                found["order"].append({**told, "gross_amount": amount, "placed_total": amount})
                found["order_line"].append({**told, "sku": sku, "quantity": daily, "gross_amount": amount})
            if stock is not None:
                found["stock_level"].append({"day": day, "sku": sku, "on_hand": stock})
    return found


def open_shop(scope: Scope, content: Rows | None = None) -> None:
    cost_rules(scope)
    load(scope, content or rows())
