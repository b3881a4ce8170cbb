"""Customers and pairs of items against plain Python over the same rows, kept or not."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from comptoir.core.periods import Period
from comptoir.measure.metrics.baskets import LEAST_TOGETHER, sold_together
from comptoir.measure.metrics.buyers import buyers
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.rates import Rate, no_rates
from comptoir.measure.metrics.tests.facts import MemoryFacts, filled
from comptoir.measure.metrics.tests.oracle import Oracle
from comptoir.measure.metrics.tests.shop import SCOPE, random_shop

EVER = date(2099, 1, 1)


@pytest.fixture(scope="module")
def rows():
    return random_shop(3)


def by_hand(rows, until):
    oracle = Oracle({name: filled(name, rows[name]) for name in rows})
    found = {}
    for customer in {o["customer_key"] for o in oracle.counted} - {None}:
        orders = [o for o in oracle.of_customer(customer) if o["day"] <= until]
        if not orders:
            continue
        days = sorted({o["day"] for o in orders})
        worth = {
            d: sum(o["gross_amount"] - o["discount_amount"] for o in orders if o["day"] == d) for d in days
        }
        found[customer] = (
            days[0],
            days[-1],
            days[1] if len(days) > 1 else None,
            len(days),
            len(orders),
            sum(worth.values()),
            worth[days[0]],
        )
    return found


@pytest.mark.parametrize("until", [date(2025, 12, 31), EVER])
@pytest.mark.parametrize("is_rolled_up", [False, True])
def test_customers_are_what_their_orders_say(rows, until, is_rolled_up):
    facts = MemoryFacts(is_rolled_up=is_rolled_up, **rows)
    found = buyers(SCOPE, until, Means(facts, facts.profile, no_rates))
    names = ("first_day", "last_day", "second_day", "days", "orders", "amount", "first_amount")
    told = {row["customer_key"]: tuple(row[name] for name in names) for row in found.to_pylist()}
    assert list(told) == sorted(told)
    expected = by_hand(rows, until)
    assert len(expected) > 3
    assert told == expected


def test_other_currencies_are_converted():
    order = {
        "order_id": "A",
        "day": "2026-01-05",
        "customer_key": 1,
        "gross_amount": 100,
        "discount_amount": 0,
    }
    facts = MemoryFacts(order=[order, {**order, "order_id": "B", "day": "2026-01-06", "currency": "GBP"}])

    def book(scope, currencies, target, period):
        return (Rate("GBP", date(2026, 1, 6), Decimal("1.25")),)

    found = buyers(SCOPE, EVER, Means(facts, facts.profile, book)).to_pylist()
    assert [(row["amount"], row["first_amount"]) for row in found] == [(Decimal(225), Decimal(100))]


def test_pairs_are_counted_once_for_each_order():
    """Twelve orders of a mug and a saucer, the mug on two lines in some; six of a mug alone."""

    def line(order, number, sku, status="sold"):
        return {
            "order_id": order,
            "line_number": number,
            "day": "2026-01-05",
            "sku": sku,
            "status": status,
            "quantity": 1,
            "unit_price": 5,
            "gross_amount": 5,
        }

    lines = []
    for n in range(12):
        lines += [line(f"P{n}", 1, "MUG"), line(f"P{n}", 2, "SAUCER")]
        lines += [line(f"P{n}", 3, "MUG")] if n % 2 else []
    lines += [line(f"M{n}", 1, "MUG") for n in range(6)]
    lines += [
        piece
        for n in range(9)
        for piece in (line(f"C{n}", 1, "MUG", "cancelled"), line(f"C{n}", 2, "SAUCER", "cancelled"))
    ]
    facts = MemoryFacts(order_line=lines)
    found = sold_together(
        SCOPE, Period(date(2026, 1, 1), date(2026, 1, 31)), Means(facts, facts.profile, no_rates)
    )
    pairs = Counter()
    for n in range(12):
        pairs.update(combinations(sorted({one["sku"] for one in lines if one["order_id"] == f"P{n}"}), 2))
    names = dict(zip(found.items["number"].to_pylist(), found.items["sku"].to_pylist(), strict=True))
    orders = dict(zip(found.items["sku"].to_pylist(), found.items["orders"].to_pylist(), strict=True))
    assert found.orders == 18
    assert orders == {"MUG": 18, "SAUCER": 12}
    assert [(names[p["number"]], names[p["second"]], p["together"]) for p in found.pairs.to_pylist()] == [
        (*pair, count) for pair, count in pairs.items() if count >= LEAST_TOGETHER
    ]
