"""Two years of a shop that sells 100 a day, 300 on the days of a sale: every figure can be added up by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST, LAST = date(2024, 11, 1), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def sold(day: date, amount: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """An order of one line, 20 % tax."""
    shared = {
        "order_id": f"{day}",
        "day": day.isoformat(),
        "customer_key": None,
        "country": "FR",
        "sales_channel": "site",
        "gross_amount": amount,
    }
    return shared, {**shared, "sku": "LAMP", "quantity": 1, "gross_tax": amount / 5}


def load(scope: Scope, rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    with writer(scope) as batch:
        batch.append("order", arrow("order", [order for order, _line in rows]))
        batch.append("order_line", arrow("order_line", [line for _order, line in rows]))
        batch.commit("test", {})


@pytest.fixture
def scope(db: None) -> Scope:
    Company.objects.create(slug="shop", name="Shop")
    return operator_scope("shop")


@pytest.fixture
def loaded(scope: Scope) -> Scope:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    load(scope, [sold(day, 90 + 5 * day.weekday()) for day in days])
    return scope
