"""Messages in English, on 22 November 2026."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.models import Company
from comptoir.decide.customers.tests.shop import customers_of, drawn, load

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_on_a_day() -> Iterator[None]:
    with clock.frozen(NOW), translation.override("en"):
        yield


@pytest.fixture
def keys(company: Company) -> list[int]:
    return customers_of(company)


@pytest.fixture
def shop(company: Company, keys: list[int]) -> Company:
    load(company, drawn(keys))
    return company
