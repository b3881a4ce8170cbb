"""Shops drawn at random with every oddity in them, and the way to ask the engine."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.companies.permissions import MATRIX, Role
from comptoir.core.companies.scope import Scope
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.entities.registry import entity
from comptoir.measure.costs.api import CostKind, CostRule
from comptoir.measure.metrics.engine import Means, answer
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.result import Result
from comptoir.measure.metrics.tests.facts import MemoryFacts

type Rows = list[dict[str, Any]]

OPERATOR = MATRIX[Role.OPERATOR]
SCOPE = Scope(1, "shop", "Shop", "EUR", "Europe/Paris", "fr", "FR", 1, "excluded", None, "operator", OPERATOR)
SUNDAY_SCOPE = replace(SCOPE, week_start=7)


def rule(kind, valid_from="2025-01-01", **more):
    numbers = {
        name: Decimal(str(more.pop(name))) for name in ("share", "per_order", "per_unit") if name in more
    }
    return CostRule(CostKind(kind), "EUR", date.fromisoformat(valid_from), **numbers, **more)


RULES = (
    rule("payment", share="0.014", per_order="0.25"),
    rule("payment", "2025-12-15", share="0.029", per_order="0.35", payment_method="card", id=1),
    rule("payment", "2025-12-15", share="0.0125", country="FR", id=2),
    rule("logistics", "2025-12-01", per_order="4.9", per_unit="0.3333", id=3),
    rule("logistics", "2025-12-20", per_order=9, country="BE", valid_to=date(2026, 1, 10), id=4),
    rule("marketplace", share="0.15", sales_channel="Amazon", id=5),
    rule("marketplace", "2026-01-05", share="0.123456", sales_channel="AMAZON", id=6),
)
"""Rules of every kind and scope, some ended, some of the same orders."""


def days(text: str) -> Period:
    """`2026-01-05/2026-02-01`, or one day."""
    start, _slash, end = text.partition("/")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


def ask(
    facts: MemoryFacts,
    metrics: str,
    over: str | None = None,
    *,
    by: str = "",
    grain: str = "total",
    compare: str = "",
    scope: Scope = SCOPE,
    book: Any = no_rates,
    **more: Any,
) -> Result:
    query = Query(
        metrics=tuple(metrics.split(",")),
        by=tuple(by.split(",")) if by else (),
        grain=Grain(grain),
        period=days(over) if over else None,
        compare=Comparison(compare) if compare else None,
        **more,
    )
    return answer(scope, query, Means(facts, facts.profile, book))


def figures(result: Result) -> list[tuple[Any, ...]]:
    """The rows as they leave: period, dimensions, then the metrics in the order asked."""
    return [tuple(row.values()) for row in result.to_json()["rows"]]


def random_shop(seed: int) -> dict[str, Rows]:
    """Two months of orders, lines, refunds and a catalogue with gaps: guests, several sources, every kind."""
    dice = random.Random(seed)
    first = date(2025, 11, 20)
    shop: dict[str, Rows] = {"order": [], "order_line": [], "refund": [], "product": _products()}
    for number in range(40):
        day = first + timedelta(days=dice.randrange(75))
        order = {
            "source": dice.choice(["shop", "amazon"]),
            "order_id": str(number),
            "day": day,
            "status": dice.choices(["sold", "pending", "cancelled", "test"], [12, 1, 1, 1])[0],
            "customer_key": dice.choice([None, 1, 2, 3, 4, 5, 6]),
            "country": dice.choice(["FR", "BE", None]),
            "sales_channel": dice.choice(["site", "amazon"]),
            "traffic_channel": dice.choice(["seo", "sea", None]),
            "voucher": dice.choice([None, "SOLDES"]),
        }
        lines = [_line(dice, order) for _line_number in range(dice.randint(1, 4))]
        order["has_product"] = any(line["kind"] == "product" for line in lines)
        campaign = (None, "Noël", "Soldes")[number % 3]
        shop["order"].append(
            {**order, "payment_method": dice.choice(["card", "cheque"]), "campaign": campaign}
        )
        shop["order_line"] += lines
        shop["refund"] += [_refund(dice, order, number, n) for n in range(dice.choice([0, 0, 0, 1, 3]))]
    return shop


def random_sources(seed: int) -> dict[str, Rows]:
    """What else may be loaded of the same two months: costs with gaps, audience, ads, fees, parcels, payments…"""
    dice = random.Random(seed)
    first = date(2025, 11, 20)
    found: dict[str, Rows] = {"product_cost": _costs()}
    for n in range(75):
        day = first + timedelta(days=n)
        seen = {"day": day, "country": dice.choice(["FR", "BE", None])}
        for channel in ("direct", "paid_search", "email"):
            found.setdefault("audience_day", []).append(_visits(dice, {**seen, "traffic_channel": channel}))
        visit = {
            **seen,
            "session_id": str(n),
            "event_id": str(n),
            "device": dice.choice(["phone", None]),
            "landing_page": "/",
        }
        kind = "event" if n % 2 else "session"
        more = {"name": "purchase"} if n % 2 else {"added_to_cart": True}
        found.setdefault(kind, []).append(_known(kind, {**visit, **more, "traffic_channel": "email"}))
        ad = {
            "traffic_channel": "paid_search",
            "campaign_id": str(n),
            "spend_amount": dice.randrange(9000) / 100,
        }
        if dice.random() < 0.8:
            known = {
                "impressions": 900,
                "clicks": dice.randrange(90),
                "credited_amount": dice.choice([None, 7]),
            }
            found.setdefault("ad_spend", []).append({**seen, **ad, **known, "country": seen["country"] or ""})
        parcel = {**seen, "sales_channel": dice.choice(["site", "amazon"]), "carrier": "post"}
        found.setdefault("fee", []).append(
            {
                **parcel,
                "kind": dice.choice(["payment", "marketplace", "affiliation", "other"]),
                "fee_amount": dice.randrange(-50, 300) / 100,
            }
        )
        found.setdefault("shipment", []).append(
            {
                **parcel,
                "cost_amount": dice.choice([None, 4.9]),
                "promised_ship_day": day + timedelta(days=1),
                "shipped_day": day + timedelta(days=dice.randrange(3)),
                "promised_delivery_day": day + timedelta(days=3),
                "delivered_day": day + timedelta(days=2 + dice.randrange(3)),
            }
        )
        found.setdefault("payment", []).append(
            {**parcel, "method": "card", "status": dice.choice(["accepted", "refused", "pending"])}
        )
        found.setdefault("search_day", []).append(
            {**seen, "clicks": dice.randrange(9), "impressions": 90, "position_sum": dice.choice([None, 200])}
        )
        found.setdefault("search_position", []).append(
            {**seen, "term": "lavande", "position": dice.choice([None, 1, 4, 12])}
        )
        opinion = {"rating": dice.randint(1, 5), "is_answered": dice.choice([None, True, False])}
        found.setdefault("review", []).append({**seen, "sku": "A", **opinion})
        found.setdefault("stock_level", []).append({"day": day, "sku": "A", "on_hand": dice.randrange(9)})
    mail = {"sent": 100, "delivered": 98, "openers": 30, "clickers": 9, "unsubscribed": 1, "complaints": 1}
    found["mailing"] = [{"day": first + timedelta(days=7 * n), "campaign": str(n), **mail} for n in range(10)]
    found["search_term"] = [
        {"first_day": day, "day": last, "term": words, "clicks": 40}
        for day, last in (
            (date(2025, 11, 1), date(2025, 12, 15)),
            (date(2025, 12, 16), date(2026, 3, 31)),
        )
        for words in ("boutique avis", "savon")
    ]
    found["market_index"] = [
        {"day": day, "index_value": dice.randrange(90_000, 120_000) / 1000}
        for day in (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1))
    ]
    return found


def _known(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """Without what the entity has no column for."""
    return {column: value for column, value in row.items() if column in entity(name).column_names}


def _visits(dice: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    counts = {
        "sessions": 40 + dice.randrange(9),
        "page_views": 90,
        "carts": 8,
        "checkouts": 4,
        "purchases": 2,
    }
    return {
        **row,
        **counts,
        "revenue_amount": dice.randrange(9000) / 100,
        "currency": "EUR",
        "device": "phone",
    }


def _costs() -> Rows:
    return [
        {"source": "shop", "sku": "A", "valid_from": "2025-01-01", "unit_cost": "1.25"},
        {"source": "shop", "sku": "A", "valid_from": "2025-12-24", "unit_cost": "1.5"},
        {"source": "erp", "sku": "A", "valid_from": "2025-12-01", "unit_cost": 3},
        {"source": "erp", "sku": "B", "valid_from": "2025-12-10", "unit_cost": "0.0333"},
        {"source": "file", "sku": "B", "valid_from": "2025-12-10", "unit_cost": 9},
        {"source": "file", "sku": "C", "valid_from": "2025-01-01", "unit_cost": 2, "currency": "USD"},
    ]


def _products() -> Rows:
    return [
        {"source": "shop", "sku": "A", "category": "shoes", "subcategory": "boots", "brand": "Acme"},
        {"source": "amazon", "sku": "A", "category": "shoes (amazon)", "brand": "Acme"},
        {"source": "shop", "sku": "B", "category": "hats", "product_type": "service"},
        {"source": "feed", "sku": "C", "category": "bags", "brand": "Zed"},
    ]


def _line(dice: random.Random, order: dict[str, Any]) -> dict[str, Any]:
    kind = dice.choices(["product", "shipping", "discount", "adjustment"], [6, 2, 1, 1])[0]
    known = {column: value for column, value in order.items() if column != "payment_method"}
    quantity = dice.randint(1, 5)
    return {
        **known,
        "kind": kind,
        "sku": dice.choice(["A", "B", "C", "D"]) if kind == "product" else kind.upper(),
        "quantity": quantity,
        "gross_amount": 0 if kind == "discount" else Decimal(dice.randrange(1, 99999)) / 1000 * quantity,
        "gross_tax": 0 if kind == "discount" else dice.randrange(0, 2000) / 1000,
        "discount_amount": dice.choice([0, 0, dice.randrange(1, 3000) / 1000]),
        "discount_tax": dice.choice([0, 0.125]),
    }


def _refund(dice: random.Random, order: dict[str, Any], number: int, line: int) -> dict[str, Any]:
    is_linked = dice.random() < 0.7
    kind = dice.choices(["product", "shipping", "gesture"], [5, 1, 1])[0]
    unlinked = ("status", "voucher", "has_product", "payment_method", "order_id")
    return {
        **{column: value for column, value in order.items() if column not in unlinked},
        "order_id": order["order_id"] if is_linked else None,
        "order_day": order["day"] if is_linked else None,
        "refund_id": f"R{number}-{line}",
        "day": order["day"] + timedelta(days=dice.randrange(40)),
        "kind": kind,
        "sku": dice.choice(["A", "B", "C", "D"]) if kind == "product" else None,
        "quantity": 0 if kind != "product" else dice.randint(1, 2),
        "amount": dice.randrange(1, 9000) / 1000,
        "tax": dice.randrange(0, 900) / 1000,
        "reason": dice.choice(["size", "broken", None]),
    }
