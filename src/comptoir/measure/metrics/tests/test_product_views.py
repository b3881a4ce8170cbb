"""Views of products from the events of the site, and units that the stock file says are on order."""

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures


def seen(sku, day="2026-01-05", **more):
    return {"day": day, "name": "view_item", "sku": sku, **more}


def test_only_views_of_products_count_by_item_and_category():
    facts = MemoryFacts(
        product=[{"source": "shop", "sku": "A", "category": "soaps"}],
        event=[
            seen("A"),
            seen("A", "2026-01-06"),
            seen("B"),
            seen("A", name="add_to_cart"),
            {"day": "2026-01-05"},
        ],
    )
    assert figures(ask(facts, "product_views")) == [("2026-01-05", 3)]
    assert figures(ask(facts, "product_views", by="product")) == [
        ("2026-01-05", "A", 2),
        ("2026-01-05", "B", 1),
    ]
    assert figures(ask(facts, "product_views", by="category")) == [
        ("2026-01-05", "soaps", 2),
        ("2026-01-05", None, 1),
    ]


def test_two_tools_of_the_same_days_are_never_added():
    """the one that knows the later day is read"""
    ours = [seen("A", day) for day in ("2026-01-05", "2026-01-06")]
    facts = MemoryFacts(event=[*ours, seen("A", source="ga4"), seen("A", source="ga4")])
    assert figures(ask(facts, "product_views", "2026-01-05/2026-01-05")) == [("2026-01-05", 1)]


def test_units_on_order_are_those_of_the_last_day_where_they_are_told():
    levels = [
        {"sku": "A", "day": "2026-01-05", "on_hand": 5, "incoming": 70},
        {"sku": "A", "day": "2026-01-06", "on_hand": 5, "incoming": 30},
        {"sku": "B", "day": "2026-01-06", "on_hand": 5},
    ]
    facts = MemoryFacts(stock_level=levels)
    assert figures(ask(facts, "stock_incoming", by="product")) == [("2026-01-05", "A", 30)]
