"""A shop of two years in which new customers come back, best ones keep their rhythm, and a mug goes with its saucer;
and the same shop with every tie cut."""

import random
from datetime import date, timedelta
from typing import Any

from comptoir.decide.findings.tests.shop import Rows

DAY = date(2026, 6, 28)
FIRST = date(2024, 7, 1)
NEW_A_MONTH, BEST, SILENT = 100, 50, 20
SKUS = ("LAMP", "VASE", "BOWL", "MUG", "JUG", "DISH", "SAUCER")
WORSE = date(2026, 3, 1)
"""The month whose customers come back less."""


class Shop:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.orders: list[tuple[date, int, tuple[str, ...]]] = []
        self.key = 0
        for month in range(24):
            self._month(
                date(FIRST.year + (FIRST.month - 1 + month) // 12, (FIRST.month - 1 + month) % 12 + 1, 1)
            )
        for place in range(BEST):
            self._best(DAY - timedelta(days=110) if place < SILENT else DAY)

    def _month(self, month: date) -> None:
        for _one in range(NEW_A_MONTH):
            self.key += 1
            day = month + timedelta(days=self.chance.randrange(28))
            self._order(day)
            if self.chance.random() < (0.08 if month == WORSE else 0.45):
                self._order(day + timedelta(days=self.chance.randrange(5, 85)))

    def _best(self, last: date) -> None:
        self.key += 1
        day = FIRST + timedelta(days=self.chance.randrange(60))
        while day <= last:
            self._order(day)
            day += timedelta(days=1 + int(self.chance.expovariate(1 / 11)))

    def _order(self, day: date) -> None:
        if day > DAY:
            return
        skus: tuple[str, ...] = (self.chance.choice(SKUS[:-1]),)
        if self.chance.random() < 0.2:
            skus = ("MUG", "SAUCER") if self.chance.random() < 0.4 else ("SAUCER",)
        self.orders.append((day, self.key, skus))

    @property
    def rows(self) -> Rows:
        return rows_of(self.orders)


def shuffled(shop: Shop) -> Rows:
    """Who ordered what is drawn anew among all orders; each order keeps its day."""
    chance = random.Random(shop.chance.random())
    keys = [key for _day, key, _skus in shop.orders]
    chance.shuffle(keys)
    skus = [sku for _day, _key, skus in shop.orders for sku in skus]
    chance.shuffle(skus)
    drawn, left = [], iter(skus)
    for (day, _key, content), key in zip(shop.orders, keys, strict=True):
        drawn.append((day, key, tuple(dict.fromkeys(next(left) for _sku in content))))
    return rows_of(drawn)


def rows_of(orders: list[tuple[date, int, tuple[str, ...]]]) -> Rows:
    found: dict[str, list[dict[str, Any]]] = {"order": [], "order_line": []}
    for number, (day, key, skus) in enumerate(orders):
        told = {"day": day, "order_id": str(number), "customer_key": key}
        found["order"].append({**told, "gross_amount": 20 * len(skus)})
        found["order_line"] += [
            {**told, "line_number": place, "sku": sku, "product_name": sku.title(), "gross_amount": 20}
            for place, sku in enumerate(skus, 1)
        ]
    found["product"] = [{"sku": sku, "name": sku.title()} for sku in SKUS]
    found["product_cost"] = [
        {"sku": row["sku"], "valid_from": date(2024, 1, 1), "unit_cost": 8} for row in found["product"]
    ]
    return found
