"""Two periods of ten days whose every figure can be worked out by hand, seen on 22 November 2026."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PERIOD = Period(date(2026, 11, 11), date(2026, 11, 20))
DAYS = {"before": ("2026-11-01", "2026-11-10"), "after": ("2026-11-11", "2026-11-20")}
ADDRESS = "from=2026-11-11&to=2026-11-20&compare=previous"


@pytest.fixture(autouse=True)
def _english_in_november() -> Iterator[None]:
    with clock.frozen(NOW), override("en"):
        yield


def orders(side: str, count: int, amount: int, channel: str = "site", **more: Any) -> list[dict[str, Any]]:
    """So many orders of one amount, on the first and the last day of the side."""
    first, last = DAYS[side]
    return [
        {
            "order_id": f"{side}-{channel}-{more.get('country', '')}-{number}",
            "day": first if number % 2 else last,
            "sales_channel": channel,
            "gross_amount": amount,
            "customer_key": number // 2,
            **more,
        }
        for number in range(count)
    ]


def visits(side: str, sessions: int, purchases: int, **more: Any) -> list[dict[str, Any]]:
    """All on the first day of the side; the others are known too, without any."""
    first, last = (date.fromisoformat(day) for day in DAYS[side])
    empty = [{"day": day.isoformat(), "sessions": 0, "purchases": 0, **more} for day in Period(first, last)]
    return [*empty[1:], {"day": DAYS[side][0], "sessions": sessions, "purchases": purchases, **more}]


def load(company: Any, **facts: list[dict[str, Any]]) -> Any:
    """The facts in the company's warehouse; each order has a line of its amount."""
    sold = facts.pop("order")
    lines = [{"sku": "LAMP", **order} for order in sold]
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", sold))
        batch.append("order_line", arrow("order_line", lines))
        for name, rows in facts.items():
            batch.append(name, arrow(name, rows))
        batch.commit("test", {})
    return operator_scope(company.slug)


WORKED = [*orders("before", 100, 60), *orders("after", 99, 66)]
"""The worked example of the trade, twenty times smaller: 5,000 x 2.0 % x 60 -> 5,500 x 1.8 % x 66."""
WORKED_VISITS = [*visits("before", 5000, 80), *visits("after", 5500, 80)]


@pytest.fixture
def worked(company: Any) -> Any:
    """The example on the own site, and beside it a marketplace and returns."""
    elsewhere = [*orders("before", 5, 40, "Amazon"), *orders("after", 8, 50, "Amazon")]
    returned = [
        {"refund_id": "R1", "order_id": "before-site--1", "day": "2026-11-02", "amount": 60, "sku": "LAMP"},
        {"refund_id": "R2", "order_id": "before-site--2", "day": "2026-11-12", "amount": 180, "sku": "LAMP"},
    ]
    for one in returned:
        one |= {"sales_channel": "site", "order_day": "2026-11-01"}
    return load(company, order=[*WORKED, *elsewhere], audience_day=WORKED_VISITS, refund=returned)
