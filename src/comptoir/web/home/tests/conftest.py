"""Three companies of one freelance on 22 November 2026: one in euros, one in pounds, one at rest."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.companies.models import Company, Membership
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def load(company: Company, sales: dict[str, int], rates: dict[str, str] | None = None) -> None:
    """An order of one line a day; amounts without tax in the company's own currency."""
    shared = [
        {
            "order_id": f"{company.slug}-{day}",
            "day": day,
            "gross_amount": amount,
            "currency": company.currency,
        }
        for day, amount in sales.items()
    ]
    quoted = [
        {"source": "ecb", "base": "EUR", "currency": "GBP", "quoted_on": day, "rate": Decimal(rate)}
        for day, rate in (rates or {}).items()
    ]
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", shared))
        batch.append(
            "order_line", arrow("order_line", [{**one, "sku": "A", "quantity": 1} for one in shared])
        )
        if quoted:
            batch.append("exchange_rate", arrow("exchange_rate", quoted))
        batch.commit("test", {})


@pytest.fixture(autouse=True)
def _now(db: None) -> Iterator[None]:
    cache.clear()
    with clock.frozen(NOW), translation.override("en"):
        yield


@pytest.fixture
def trio(make_company: Any) -> list[Company]:
    euros = make_company("euros")
    pounds = make_company("pounds", currency="GBP", timezone="Europe/London", country="GB")
    resting = make_company("resting")
    load(euros, {"2026-10-31": 900, "2026-11-02": 100, "2026-11-20": 50})
    load(pounds, {"2026-11-03": 80, "2026-11-04": 20}, {"2026-11-03": "0.80", "2026-11-04": "0.50"})
    load(resting, {"2025-03-05": 7, "2025-03-08": 5})
    return [euros, pounds, resting]


@pytest.fixture
def person(trio: list[Company], make_member: Any) -> Any:
    """Owner of the first, viewer of the others, reads English."""
    found = make_member(trio[0], Role.OWNER)
    for company in trio[1:]:
        Membership.objects.create(company=company, user=found, role=Role.VIEWER)
    found.language = "en"
    found.save()
    return found


@pytest.fixture
def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client
