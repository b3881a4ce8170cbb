"""A shop that sells one lamp of 120 a day, tax included: 100 without, cost 60, logistics and payment 10. Two campaigns
cost 10 a day each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.decide.findings.tests.shop import load
from comptoir.measure.costs.api import CostKind, Draft, add_rule

EVENING = date(2026, 10, 15)
FIRST = EVENING - timedelta(days=119)
BRAND, SOCIAL = "google_ads:Brand", "meta_ads:Social"


@pytest.fixture(autouse=True)
def that_evening() -> Iterator[None]:
    with clock.frozen(datetime(2026, 10, 16, 7, tzinfo=UTC)):
        yield


def rows(until: date = EVENING) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {
        "product": [{"sku": "LAMP", "name": "Lamp", "category": "lights"}],
        "product_cost": [{"sku": "LAMP", "valid_from": date(2026, 1, 1), "unit_cost": 60}],
        "order": [],
        "order_line": [],
        "ad_spend": [],
        "stock_level": [],
    }
    for ago in range((until - FIRST).days + 1):
        day = FIRST + timedelta(days=ago)
        # What comes after the evening is another world: nothing of it may be read.
        late = day > EVENING
        told = {
            "order_id": f"{day}",
            "day": day,
            "customer_key": ago % 40 + 1,
            "traffic_channel": "paid_search_brand",
            "gross_amount": 10 if late else 100,
        }
        found["order"].append({**told, "placed_total": told["gross_amount"]})
        found["order_line"].append({**told, "sku": "LAMP", "gross_tax": Decimal(told["gross_amount"]) / 5})
        for source, name, channel in (
            ("google_ads", "Brand", "paid_search_brand"),
            ("meta_ads", "Social", "paid_social"),
        ):
            credit = {"credited_amount": 40, "credited_tax": 8} if name == "Social" else {}
            found["ad_spend"].append(
                {
                    "source": source,
                    "day": day,
                    "campaign_id": name,
                    "campaign_name": name,
                    "traffic_channel": channel,
                    "spend_amount": 500 if late else 10,
                    **credit,
                }
            )
        found["stock_level"].append({"sku": "LAMP", "day": day, "on_hand": 0 if late else 15})
    return found


def build(slug: str, until: date = EVENING) -> Scope:
    scope = operator_scope(slug)
    add_rule(scope, Draft(CostKind.LOGISTICS, date(2026, 1, 1), per_unit=Decimal(9)))
    add_rule(scope, Draft(CostKind.PAYMENT, date(2026, 1, 1), per_order=Decimal(1)))
    load(scope, rows(until))
    return scope


@pytest.fixture
def shop(scope: Scope) -> Scope:
    return build(scope.slug)
