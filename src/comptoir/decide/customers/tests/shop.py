"""A shop whose orders are drawn once and for all, and orders written by hand."""

from datetime import date, timedelta
from random import Random
from typing import Any

from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.ingest.models import Customer
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

FIRST, LAST = date(2025, 1, 1), date(2026, 11, 21)
SIZE = 120
CATALOGUE = [
    {"sku": sku, "category": "kitchen" if sku in ("MUG", "SAUCER", "BOWL") else "rooms"}
    for sku in ("LAMP", "VASE", "MUG", "SAUCER", "BOWL")
]


def sale(order: str, day: date, customer: int | None, amount: int, skus: tuple[str, ...] = ("LAMP",)) -> Any:
    shared = {"order_id": order, "day": day.isoformat(), "customer_key": customer, "sales_channel": "site"}
    head = {**shared, "gross_amount": amount, "discount_amount": 0}
    part = amount // len(skus)
    lines = [
        {
            **shared,
            "line_number": n,
            "sku": sku,
            "product_name": f"Name of {sku}",
            "quantity": 1,
            "unit_price": part,
            "gross_amount": part,
            "discount_amount": 0,
        }
        for n, sku in enumerate(skus, 1)
    ]
    return head, lines


def drawn(keys: list[int]) -> list[Any]:
    rng, found = Random(11), []
    for place, key in enumerate(keys):
        day = FIRST + timedelta(days=rng.randrange(400))
        pace = rng.choice((20, 60, 200))
        number = 0
        while day <= LAST:
            # Mugs and saucers go together; nothing else does.
            skus = ("MUG", "SAUCER") if rng.random() < 0.3 else (rng.choice(("LAMP", "VASE", "MUG", "BOWL")),)
            found.append(sale(f"D{place}-{number}", day, key, 10 * rng.randrange(2, 20), skus))
            number += 1
            day += timedelta(days=1 + int(rng.expovariate(1 / pace)))
            if rng.random() < 0.3:
                break
    return found


def load(company: Company, sales: list[Any], refunds: list[Any] | None = None) -> None:
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", [order for order, _lines in sales]))
        batch.append("order_line", arrow("order_line", [line for _order, lines in sales for line in lines]))
        batch.merge("product", arrow("product", CATALOGUE))
        if refunds:
            batch.append("refund", arrow("refund", refunds))
        batch.commit("test", {})


def customers_of(company: Company) -> list[int]:
    """The keys of customers who have names."""
    return [
        Customer.objects.create(company=company, source="test", reference=f"ref-{n}").pk for n in range(SIZE)
    ]
