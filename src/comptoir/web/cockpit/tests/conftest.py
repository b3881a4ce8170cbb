"""A small shop whose every figure can be added up by hand, seen on 22 November 2026."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def sale(
    order: str, day: str, sku: str, amount: int, customer: int | None, country: str, discount: int = 0
) -> Any:
    """An order of one line, 20 % tax."""
    shared = {
        "order_id": order,
        "day": day,
        "customer_key": customer,
        "country": country,
        "sales_channel": "site",
        "gross_amount": amount,
        "discount_amount": discount,
    }
    line = {
        **shared,
        "sku": sku,
        "product_name": f"Name of {sku}",
        "quantity": 2,
        "gross_tax": amount / 5,
        "discount_tax": discount / 5,
    }
    return shared, line


SALES = [
    sale("A0", "2025-10-01", "LAMP", 500, 1, "FR"),
    sale("A1", "2025-10-30", "LAMP", 1000, 1, "FR"),  # faces 29 October 2026
    sale("A2", "2026-10-29", "LAMP", 1500, 1, "FR", 100),
    sale("A3", "2026-11-02", "VASE", 400, 2, "BE"),
    sale("A4", "2026-11-03", "=CMD()", 100, None, "Neverland"),
    sale("A5", "2026-11-21", "LAMP", 600, 3, "FR"),
]
REFUNDS = [
    {
        "refund_id": "R1",
        "order_id": "A3",
        "order_day": "2026-11-02",
        "day": "2026-11-10",
        "sku": "VASE",
        "amount": 200,
        "tax": 40,
        "country": "BE",
        "customer_key": 2,
        "sales_channel": "site",
    }
]


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def shop(company: Company) -> Company:
    """The company with its facts."""
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", [order for order, _line in SALES]))
        batch.append("order_line", arrow("order_line", [line for _order, line in SALES]))
        batch.append("refund", arrow("refund", REFUNDS))
        batch.append(
            "product", arrow("product", [{"sku": "LAMP", "name": "Lampe en laiton", "category": "Lumière"}])
        )
        batch.commit("test", {})
    return company


@pytest.fixture
def person(company: Company, make_member: Any) -> Any:
    """A viewer who reads English."""
    person = make_member(company, Role.VIEWER)
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client
