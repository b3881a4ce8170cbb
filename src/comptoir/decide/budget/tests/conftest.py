"""A tiny shop whose account is worked out by hand, and one of two years of days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.costs.api import CostKind, Draft, add_rule
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def scope(db: None) -> Scope:
    Company.objects.create(slug="shop", name="Shop")
    return operator_scope("shop")


def sold(number: int, day: str, **line: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """An order of one line of 100 and 20 of tax."""
    shared = {
        "order_id": str(number),
        "day": day,
        "customer_key": number,
        "sales_channel": "site",
        "country": "FR",
    }
    return shared, {**shared, "sku": "LAMP", "gross_amount": 100, "gross_tax": 20, **line}


def load(scope: Scope, sales: list[tuple[dict[str, Any], dict[str, Any]]], **others: Any) -> None:
    with writer(scope) as batch:
        batch.append("order", arrow("order", [order for order, _line in sales]))
        batch.append("order_line", arrow("order_line", [line for _order, line in sales]))
        for name, rows in others.items():
            batch.append(name, arrow(name, rows))
        batch.commit("test", {})


@pytest.fixture
def shop(scope: Scope) -> Scope:
    """October: two orders of 100, 10 off the second; one returned for 40; items cost 30; a parcel 5, a payment 2 % of
    what is taken; 20 of ads. September: nothing but one order. October of last year: one order."""
    for kind, more in (
        (CostKind.LOGISTICS, {"per_order": Decimal(5)}),
        (CostKind.PAYMENT, {"share": Decimal("0.02")}),
    ):
        add_rule(scope, Draft(kind, date(2025, 1, 1), **more))
    load(
        scope,
        [
            sold(1, "2025-10-05"),
            sold(2, "2026-09-10"),
            sold(3, "2026-10-05"),
            sold(4, "2026-10-31", discount_amount=10, discount_tax=2),
        ],
        refund=[
            {
                "refund_id": "1",
                "order_id": "3",
                "order_day": "2026-10-05",
                "day": "2026-10-20",
                "sku": "LAMP",
                "amount": 40,
                "tax": 8,
                "quantity": 0,
                "customer_key": 3,
            }
        ],
        product_cost=[{"sku": "LAMP", "valid_from": "2025-01-01", "unit_cost": 30}],
        ad_spend=[
            {"day": day, "spend_amount": amount} for day, amount in (("2025-10-01", 0), ("2026-10-31", 20))
        ],
    )
    return scope
