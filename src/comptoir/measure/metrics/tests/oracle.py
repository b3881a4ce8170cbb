"""The metrics a second time, in plain Python over rows, by the words of their definitions.

It shares nothing with the engine: no measure, no plan, no SQL. Slow and obvious on purpose.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.periods import Grain, Period, bucket_start
from comptoir.entities.columns import OWN_SITE

type Fact = dict[str, Any]
type Key = tuple[date, tuple[str | None, ...]]

CENTS = {"included": 1, "excluded": 0}


class Oracle:
    """A shop whose rows are complete (see `facts.filled`)."""

    def __init__(self, shop: dict[str, list[Fact]], tax: str = "excluded") -> None:
        self.lines, self.orders = shop["order_line"], shop["order"]
        self.refunds, self.products = shop["refund"], shop["product"]
        self.with_tax = CENTS[tax]
        counted = [o for o in self.orders if o["status"] == "sold" and o["has_product"]]
        self.counted = sorted(counted, key=lambda o: (o["ordered_at"], o["source"], o["order_id"]))
        self.last_day = max(row["day"] for rows in (self.lines, self.orders, self.refunds) for row in rows)

    # -- who was first -------------------------------------------------------------------------------
    def of_customer(self, customer: int) -> list[Fact]:
        return [o for o in self.counted if o["customer_key"] == customer]

    def is_first(self, order: Fact) -> bool:
        customer = order["customer_key"]
        return customer is not None and order in self.counted and self.of_customer(customer)[0] is order

    def customer_type(self, row: Fact) -> str | None:
        if row["customer_key"] is None:
            return "guest"
        pair = (row["source"], row["order_id"])
        order = next((o for o in self.orders if (o["source"], o["order_id"]) == pair), None)
        if order is None:
            return None
        return "new" if self.is_first(order) else "returning"

    def cohort(self, row: Fact) -> str | None:
        pair = (row["source"], row["order_id"])
        order = next((o for o in self.counted if (o["source"], o["order_id"]) == pair), None)
        if order is None or order["customer_key"] is None:
            return None
        return f"{min(o['day'] for o in self.of_customer(order['customer_key'])):%Y-%m}"

    def campaign(self, row: Fact) -> str | None:
        pair = (row["source"], row["order_id"])
        return next((o["campaign"] for o in self.orders if (o["source"], o["order_id"]) == pair), None)

    def product(self, row: Fact) -> Fact:
        same = [p for p in self.products if p["sku"] == row["sku"]]
        own = [p for p in same if p["source"] == row["source"]]
        return (own or sorted(same, key=lambda p: p["source"]) or [{}])[0]

    def label(self, row: Fact, dimension: str) -> str | None:
        if dimension == "customer_type":
            return self.customer_type(row)
        if dimension == "cohort":
            return self.cohort(row)
        if dimension == "campaign":
            return self.campaign(row)
        if dimension == "weekday":
            return str(row["day"].isoweekday())
        if dimension in ("category", "subcategory", "brand", "product_type"):
            return self.product(row).get(dimension)
        return row[{"product": "sku", "return_reason": "reason"}.get(dimension, dimension)]

    # -- figures -------------------------------------------------------------------------------------
    def figures(
        self, metric: str, period: Period, grain: Grain, by: tuple[str, ...], week_start: int = 1
    ) -> dict[Key, Decimal | int | None]:
        """Every cell in which some row could speak."""

        def key(row: Fact, day: date) -> Key:
            start = period.start if grain is Grain.TOTAL else bucket_start(day, grain, week_start)
            return start, tuple(self.label(row, dimension) for dimension in by)

        def cells(rows: Iterable[Fact], day: str = "day") -> dict[Key, list[Fact]]:
            found: dict[Key, list[Fact]] = {}
            for row in rows:
                if row[day] is not None and row[day] in period:
                    found.setdefault(key(row, row[day]), []).append(row)
            return found

        how: Callable[..., dict[Key, Any]] = getattr(self, "_order_metric" if metric == "orders" else metric)
        return how(cells)

    def _sum(
        self, cells: Any, rows: list[Fact], value: Callable[[Fact], Decimal], day: str = "day"
    ) -> dict[Key, Any]:
        return {
            key: sum((value(row) for row in found), Decimal(0)) for key, found in cells(rows, day).items()
        }

    def _sold(self, *kinds: str) -> list[Fact]:
        return [line for line in self.lines if line["status"] == "sold" and line["kind"] in kinds]

    def _back(self, *kinds: str) -> list[Fact]:
        return [refund for refund in self.refunds if refund["kind"] in kinds]

    def _gross(self, line: Fact) -> Decimal:
        return line["gross_amount"] + self.with_tax * line["gross_tax"]

    def _off(self, line: Fact) -> Decimal:
        return line["discount_amount"] + self.with_tax * line["discount_tax"]

    def _given(self, refund: Fact) -> Decimal:
        return refund["amount"] + self.with_tax * refund["tax"]

    def gross_sales(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._sold("product"), self._gross)

    def discounts(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._sold("product", "discount"), self._off)

    def returns(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._back("product"), self._given)

    def demand_sales(self, cells: Any) -> dict[Key, Any]:
        return less(self.gross_sales(cells), self.discounts(cells))

    def net_sales(self, cells: Any) -> dict[Key, Any]:
        return less(self.demand_sales(cells), self.returns(cells))

    def shipping(self, cells: Any) -> dict[Key, Any]:
        charged = self._sum(cells, self._sold("shipping"), lambda line: self._gross(line) - self._off(line))
        return less(charged, self._sum(cells, self._back("shipping"), self._given))

    def taxes(self, cells: Any) -> dict[Key, Any]:
        sold = self._sold("product", "shipping")
        charged = self._sum(cells, sold, lambda line: line["gross_tax"])
        off = self._sum(cells, self._sold("product", "discount"), lambda line: line["discount_tax"])
        off_shipping = self._sum(cells, self._sold("shipping"), lambda line: line["discount_tax"])
        back = self._sum(cells, self.refunds, lambda refund: refund["tax"])
        return less(less(less(charged, off), off_shipping), back)

    def total_sales(self, cells: Any) -> dict[Key, Any]:
        bare = Oracle(
            {
                "order": self.orders,
                "order_line": self.lines,
                "refund": self.refunds,
                "product": self.products,
            }
        )
        return more(more(bare.net_sales(cells), bare.shipping(cells)), bare.taxes(cells))

    def refund_gestures(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._back("gesture"), self._given)

    def adjustments(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._sold("adjustment"), lambda line: self._gross(line) - self._off(line))

    def units(self, cells: Any) -> dict[Key, Any]:
        return self._sum(cells, self._sold("product"), lambda line: line["quantity"])

    def net_units(self, cells: Any) -> dict[Key, Any]:
        back = self._sum(cells, self._back("product"), lambda refund: refund["quantity"])
        return less(self.units(cells), back)

    def _count(self, cells: Any, rows: list[Fact]) -> dict[Key, Any]:
        return {key: len(found) for key, found in cells(rows).items()}

    def _order_metric(self, cells: Any) -> dict[Key, Any]:
        return self._count(cells, self.counted)

    def own_site_orders(self, cells: Any) -> dict[Key, Any]:
        return self._count(
            cells,
            [
                o
                for o in self.orders
                if o["status"] == "sold"
                and o["has_product"]
                and (o["sales_channel"] or "").strip().lower() in ("", *OWN_SITE)
            ],
        )

    def pending_orders(self, cells: Any) -> dict[Key, Any]:
        return self._count(cells, [o for o in self.orders if o["status"] == "pending"])

    def cancellation_rate(self, cells: Any) -> dict[Key, Any]:
        cancelled = [o for o in self.orders if o["status"] == "cancelled"]
        confirmed = [o for o in self.orders if o["status"] in ("sold", "cancelled")]
        return over(self._count(cells, cancelled), self._count(cells, confirmed))

    def aov(self, cells: Any) -> dict[Key, Any]:
        return over(self.demand_sales(cells), self._order_metric(cells))

    def net_sales_per_order(self, cells: Any) -> dict[Key, Any]:
        return over(self.net_sales(cells), self._order_metric(cells))

    def discount_rate(self, cells: Any) -> dict[Key, Any]:
        return over(self.discounts(cells), self.gross_sales(cells))

    def return_rate(self, cells: Any) -> dict[Key, Any]:
        returned = self._sum(cells, self._back("product"), self._given, "order_day")
        return over(returned, self.gross_sales(cells))

    def _known(self) -> list[Fact]:
        return [o for o in self.counted if o["customer_key"] is not None]

    def customers(self, cells: Any) -> dict[Key, Any]:
        return {key: len({o["customer_key"] for o in found}) for key, found in cells(self._known()).items()}

    def new_customers(self, cells: Any) -> dict[Key, Any]:
        return self._count(cells, [o for o in self.counted if self.is_first(o)])

    def returning_customers(self, cells: Any) -> dict[Key, Any]:
        return less(self.customers(cells), self.new_customers(cells))

    def new_customer_share(self, cells: Any) -> dict[Key, Any]:
        return over(self.new_customers(cells), self._count(cells, self._known()))

    def repeat_rate(self, cells: Any) -> dict[Key, Any]:
        repeating = {}
        for key, found in cells(self._known()).items():
            keys = [o["customer_key"] for o in found]
            repeating[key] = sum(keys.count(customer) >= 2 for customer in set(keys))
        return over(repeating, self.customers(cells))

    def _repeat(self, cells: Any, horizon: int) -> dict[Key, Any]:
        mature = [
            o
            for o in self.counted
            if self.is_first(o) and o["day"] + timedelta(days=horizon) <= self.last_day
        ]

        def came_back(order: Fact) -> bool:
            later = self.of_customer(order["customer_key"])[1:2]
            return bool(later) and later[0]["day"] <= order["day"] + timedelta(days=horizon)

        return over(self._count(cells, [o for o in mature if came_back(o)]), self._count(cells, mature))

    def repeat_30(self, cells: Any) -> dict[Key, Any]:
        return self._repeat(cells, 30)

    def repeat_60(self, cells: Any) -> dict[Key, Any]:
        return self._repeat(cells, 60)

    def repeat_90(self, cells: Any) -> dict[Key, Any]:
        return self._repeat(cells, 90)

    def repeat_365(self, cells: Any) -> dict[Key, Any]:
        return self._repeat(cells, 365)


def more(ours: dict[Key, Any], theirs: dict[Key, Any]) -> dict[Key, Any]:
    return {key: ours.get(key, 0) + theirs.get(key, 0) for key in {*ours, *theirs}}


def less(ours: dict[Key, Any], theirs: dict[Key, Any]) -> dict[Key, Any]:
    return {key: ours.get(key, 0) - theirs.get(key, 0) for key in {*ours, *theirs}}


def over(ours: dict[Key, Any], theirs: dict[Key, Any]) -> dict[Key, Any]:
    return {
        key: Decimal(ours.get(key, 0)) / Decimal(theirs[key]) if theirs.get(key) else None
        for key in {*ours, *theirs}
    }
