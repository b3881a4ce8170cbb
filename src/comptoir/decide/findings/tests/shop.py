"""A small shop with something planted for each analysis, and the same shop with everything shuffled."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.entities.registry import entity
from comptoir.measure.costs.api import CostKind, Draft, add_rule
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

type Rows = dict[str, list[dict[str, Any]]]

DAY = date(2026, 6, 28)
"""A Sunday: the evening that is looked from."""
DAYS = 196
SKUS = tuple(f"P{number:02d}" for number in range(24))
SHORT, SLEEPY, DEAR, POOR = "P01", "P02", "P03", "P04"
PRICE, COST, PACE = 20, 8, 1.4
CARRIERS, METHODS = ("Colis", "Relais", "Express"), ("card", "wallet", "instalments")
REASONS = ("broken", "too small", "not as shown", "changed my mind")
CHANNELS = ("paid_search", "paid_social", "paid_shopping")
SPEND, CREDITED = 30.0, 150.0


@dataclass
class Shop:
    """Facts of the days until `DAY`, and some of the days after it."""

    seed: int
    is_planted: bool = True
    rows: Rows = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        days = [DAY - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
        for day in days:
            self._day(day)
        self._levels(days)
        self._catalogue()
        if self.is_planted:
            self._searches()

    def _add(self, table: str, /, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def _day(self, day: date) -> None:
        is_late = self.is_planted and day > DAY - timedelta(days=28)
        for sku in SKUS:
            for _unit in range(self._poisson(PACE)):
                self._order(day, sku, is_late)
        for channel in CHANNELS:
            credited = self.chance.gauss(CREDITED, 30)
            if self.is_planted and channel == "paid_social":
                credited = self.chance.gauss(12, 4)
            if self.is_planted and channel == "paid_search" and day.isoweekday() == 7:
                credited = self.chance.gauss(5, 2)
            self._add("ad_spend", day=day, campaign_id=channel, traffic_channel=channel, spend_amount=SPEND)
            self._add(
                "audience_day",
                day=day,
                traffic_channel=channel,
                sessions=100,
                purchases=11,
                revenue_amount=f"{credited:.2f}",
                currency="EUR",
            )

    def _order(self, day: date, sku: str, is_late: bool) -> None:
        number = str(len(self.rows.get("order", ())))
        method = self.chance.choice(METHODS)
        guest = self.is_planted and self.chance.random() < 0.3
        customer = None if guest else self.chance.randrange(1, 1500)
        told = {"day": day, "order_id": number, "customer_key": customer, "payment_method": method}
        self._add("order", **told, gross_amount=PRICE, placed_total=PRICE)
        self._add("order_line", **told, sku=sku, gross_amount=PRICE)
        carrier = self.chance.choice(CARRIERS)
        odds = 0.35 if is_late and carrier == "Express" else 0.06
        arrived = day + timedelta(days=5 if self.chance.random() < odds else 2)
        self._add(
            "shipment",
            day=day,
            order_id=number,
            carrier=carrier,
            promised_ship_day=day + timedelta(days=1),
            shipped_day=day + timedelta(days=1),
            promised_delivery_day=day + timedelta(days=3),
            delivered_day=arrived,
            status="delivered",
        )
        odds = 0.25 if is_late and method == "instalments" else 0.03
        refused = self.chance.random() < odds
        self._add(
            "payment", day=day, order_id=number, method=method, status="refused" if refused else "accepted"
        )
        self._returned(day, number, sku, is_late)

    def _returned(self, day: date, number: str, sku: str, is_late: bool) -> None:
        odds = 0.30 if self.is_planted and sku == POOR else 0.05
        back = day + timedelta(days=10)
        reason = self.chance.choice(REASONS)
        if is_late and self.chance.random() < 0.10:
            odds, back, reason = 1.0, day, "broken"
        if self.chance.random() < odds and back <= DAY:
            self._add(
                "refund",
                day=back,
                order_id=number,
                refund_id=number,
                order_day=day,
                sku=sku,
                amount=PRICE,
                reason=reason,
            )

    def undone(self, sku: str, units: int) -> None:
        """One order of very many that is given back at once."""
        told = {"day": DAY - timedelta(days=30), "order_id": "large", "customer_key": 1}
        self._add("order", **told, gross_amount=PRICE * units, placed_total=PRICE * units)
        self._add("order_line", **told, sku=sku, gross_amount=PRICE * units, quantity=units)
        self._add(
            "refund",
            day=told["day"],
            order_id="large",
            refund_id="large",
            order_day=told["day"],
            sku=sku,
            amount=PRICE * units,
            quantity=units,
            reason="changed my mind",
        )

    def _levels(self, days: list[date]) -> None:
        for sku in SKUS:
            level = {SHORT: 4, SLEEPY: 4000}.get(sku, 100) if self.is_planted else 100
            for day in days:
                self._add("stock_level", day=day, sku=sku, on_hand=level)

    def _catalogue(self) -> None:
        for place, sku in enumerate(SKUS):
            category = "soaps" if place < len(SKUS) // 2 else "candles"
            cost = 17 if self.is_planted and sku == DEAR else COST
            self._add("product", sku=sku, name=f"Product {sku}", category=category)
            self._add("product_cost", sku=sku, valid_from=date(2025, 1, 1), unit_cost=cost)

    def _searches(self) -> None:
        first = DAY - timedelta(days=29)
        for place in range(1, 31):
            shown = 1000 + 10 * place
            self._add(
                "search_term",
                day=DAY,
                first_day=first,
                term=f"savon {place}",
                clicks=round(shown * 0.3 / place * self.chance.uniform(0.95, 1.05)),
                impressions=shown,
                position_sum=shown * place,
            )

    def _poisson(self, mean: float) -> int:
        count, left = 0, self.chance.expovariate(mean)
        while left < 1:
            count, left = count + 1, left + self.chance.expovariate(mean)
        return count


def shuffled(shop: Shop) -> Rows:
    """The planted shop with every tie cut: who came back, was late, was refused, was credited is drawn anew among all;
    what is a level of an item (stock, cost) becomes the mean of all. Nothing is left to be found.

    That guests buy, and for which searches the site is shown, are counts and no ties: they are left out.
    """
    chance, rows = random.Random(shop.seed + 1), {name: list(of) for name, of in shop.rows.items()}
    for name, columns in (
        ("refund", ("reason",)),
        ("shipment", ("carrier",)),
        ("payment", ("status",)),
        ("audience_day", ("revenue_amount",)),
    ):
        values = [tuple(row[column] for column in columns) for row in rows[name]]
        chance.shuffle(values)
        rows[name] = [
            row | dict(zip(columns, told, strict=True)) for row, told in zip(rows[name], values, strict=True)
        ]
    delays = [row["delivered_day"] - row["day"] for row in rows["shipment"]]
    chance.shuffle(delays)
    rows["shipment"] = [
        row | {"delivered_day": row["day"] + delay}
        for row, delay in zip(rows["shipment"], delays, strict=True)
    ]
    # Each refund is of any line, on the day of any order: as many of one item or week as chance makes.
    rows["refund"] = [
        row | {"day": chance.choice(rows["order"])["day"], "sku": chance.choice(rows["order_line"])["sku"]}
        for row in rows["refund"]
    ]
    for name, column in (("stock_level", "on_hand"), ("product_cost", "unit_cost")):
        mean = Decimal(sum(row[column] for row in rows[name])) / len(rows[name])
        rows[name] = [row | {column: mean.quantize(Decimal("0.01"))} for row in rows[name]]
    for name in ("order", "order_line"):
        rows[name] = [row | {"customer_key": row["customer_key"] or 1} for row in rows[name]]
    del rows["search_term"]
    return rows


def known_on(evening: date, rows: Rows) -> Rows:
    """What could be known on the evening: nothing dated later, and parcels that had not arrived have not."""
    known: Rows = {}
    for name, content in rows.items():
        kept = [row for row in content if row.get("day", row.get("valid_from", evening)) <= evening]
        if name == "shipment":
            kept = [
                row | ({"delivered_day": None, "status": "shipped"} if row["delivered_day"] > evening else {})
                for row in kept
            ]
        known[name] = kept
    return known


def load(scope: Scope, rows: Rows) -> None:
    with writer(scope) as batch:
        for name, content in rows.items():
            (batch.append if entity(name).dated else batch.merge)(name, arrow(name, content))
        batch.commit("test", {})


def cost_rules(scope: Scope) -> None:
    """What selling costs: 1 % and 2 euros an order, so that 8 of 20 euros of goods leave 9.80."""
    since = date(2025, 1, 1)
    add_rule(scope, Draft(CostKind.PAYMENT, since, share=Decimal("0.01")))
    add_rule(scope, Draft(CostKind.LOGISTICS, since, per_order=Decimal(2)))
