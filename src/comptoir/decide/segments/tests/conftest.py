"""A small shop of eight customers, on 22 November 2026, in English."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.ingest.models import Customer
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

LAST = date(2026, 11, 21)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_on_a_day() -> Iterator[None]:
    with clock.frozen(NOW), translation.override("en"):
        yield


@pytest.fixture
def keys(company: Company) -> list[int]:
    """c0 to c7; c6 has no address, c7 the same as c1 at another source."""
    made = []
    for n in range(8):
        email = {6: "", 7: "C1@x.fr"}.get(n, f"c{n}@x.fr")
        source = "other" if n == 7 else "test"
        one = Customer.objects.create(company=company, source=source, reference=f"c{n}", email=email)
        made.append(one.pk)
    return made


@pytest.fixture
def shop(company: Company, keys: list[int]) -> Company:
    """Customer n ordered n + 1 times, 10 euros each, the last time 20 x n days before; c3 sent one order of four back.

    c0 and c1 bought soap, the others candles; c2 from Belgium; c5 once on a marketplace.
    """
    orders, lines, refunds = [], [], []
    for n, key in enumerate(keys):
        for number in range(n + 1):
            order = f"{n}-{number}"
            told = {
                "order_id": order,
                "day": LAST - timedelta(days=20 * n + 30 * number),
                "customer_key": key,
                "country": "BE" if n == 2 else "FR",
                "sales_channel": "amazon" if order == "5-2" else "site",
            }
            orders.append({**told, "gross_amount": 10, "discount_amount": 0})
            lines.append({**told, "sku": "SOAP" if n < 2 else "CANDLE", "gross_amount": 10, "quantity": 1})
            if order == "3-1":
                refunds.append(
                    {
                        **told,
                        "refund_id": "R1",
                        "order_day": told["day"],
                        "day": told["day"] + timedelta(days=5),
                        "sku": "CANDLE",
                        "amount": 10,
                    }
                )
    products = [{"sku": "SOAP", "category": "soaps"}, {"sku": "CANDLE", "category": "candles"}]
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", orders))
        batch.append("order_line", arrow("order_line", lines))
        batch.append("refund", arrow("refund", refunds))
        batch.merge("product", arrow("product", products))
        batch.commit("test", {})
    return company
