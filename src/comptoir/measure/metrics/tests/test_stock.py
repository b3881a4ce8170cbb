"""The weighted stock-out rate: each trap with a tiny table."""

from datetime import date, timedelta

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

FIRST = date(2026, 1, 1)


def on(place):
    return (FIRST + timedelta(days=place)).isoformat()


def levels(sku, *told, source="stock"):
    return [
        {"sku": sku, "day": on(place), "on_hand": units, "source": source} for place, units in enumerate(told)
    ]


def sale(sku, place, amount, **more):
    return {"order_id": f"{sku}{place}", "sku": sku, "day": on(place), "gross_amount": amount, **more}


def rate(lines, *stock, over=None, **more):
    facts = MemoryFacts(order_line=lines, stock_level=[row for rows in stock for row in rows])
    return figures(ask(facts, "stockout_rate", over, **more))


LINES = [sale("A", 0, 60), sale("A", 1, 40), sale("B", 0, 10), sale("B", 1, 10), sale("B", 2, 10)]


def test_items_weigh_what_they_would_have_sold():
    """A sold 60 and 40, then was out for a day; B sells 10 a day: 50 of 60 lost on the third day"""
    stock = (levels("A", 5, 5, 0), levels("B", 9, 9, 9))
    assert rate(LINES, *stock, over=f"{on(2)}/{on(2)}") == [(on(2), "0.833333")]
    assert rate(LINES, *stock, over=f"{on(0)}/{on(1)}") == [(on(0), "0.000000")]
    # 60 + 50 + 50 of A, three times 10 of B.
    assert rate(LINES, *stock) == [(on(0), "0.263158")]


def test_what_was_sold_was_there():
    """the count of the evening is zero, because the last one was sold that day"""
    assert rate(LINES, levels("A", 5, 0), levels("B", 9, 9)) == [(on(0), "0.000000")]


def test_an_item_out_for_a_quarter_is_no_part_of_the_range():
    stock = (levels("A", 5, 5, *[0] * 100), levels("B", *[9] * 102))
    lines = [*LINES[:2], *(sale("B", place, 10) for place in range(102))]
    assert rate(lines, *stock, over=f"{on(92)}/{on(92)}") == [(on(92), "0.833333")]
    assert rate(lines, *stock, over=f"{on(93)}/{on(93)}") == [(on(93), "0.000000")]


def test_only_the_last_weeks_in_stock_count():
    """28 a day of A, whose first day is forgotten; 280 in 28 days of B"""
    lines = [sale("A", 0, 2800), *(sale("A", place, 28) for place in range(1, 29))]
    stock = (levels("A", *[5] * 29, 0), levels("B", *[9] * 30))
    assert rate([*lines, sale("B", 28, 280)], *stock, over=f"{on(29)}/{on(29)}") == [(on(29), "0.736842")]


def test_what_never_sold_or_was_cancelled_weighs_nothing():
    lines = [*LINES, sale("C", 0, 999, status="cancelled")]
    assert rate(lines, levels("B", 9, 9, 9), levels("C", 5, 0, 0)) == [(on(0), "0.000000")]
    assert "stock" in str(ask(MemoryFacts(order_line=LINES), "stockout_rate,gross_sales").unavailable)
