"""The classic traps, each with a tiny table drawn in the test."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from comptoir.core.errors import InputError, UsageError
from comptoir.measure.metrics.rates import Rate
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, days, figures


def order(number, day, **more):
    return {"order_id": number, "day": day, "country": "FR", **more}


def line(number, day, amount, **more):
    return {"order_id": number, "day": day, "gross_amount": amount, "country": "FR", "sku": "A", **more}


def refund(number, day, amount, of=None, of_day=None, **more):
    known = {"order_id": of, "order_day": of_day, "country": "FR", "sku": "A"}
    return {"refund_id": number, "day": day, "amount": amount, **known, **more}


def test_facts_of_the_same_day_and_country_do_not_multiply_each_other():
    """Two lines, one order and two refunds of one day: joined on day and country they would make 2 x 1 x 2.

    order 1 | line 10, line 20 | refund 3, refund 4
    """
    facts = MemoryFacts(
        order=[order("1", "2026-01-05")],
        order_line=[line("1", "2026-01-05", 10), line("1", "2026-01-05", 20)],
        refund=[refund("r1", "2026-01-05", 3), refund("r2", "2026-01-05", 4)],
    )
    found = ask(facts, "gross_sales,returns,net_sales,orders,units,net_units", by="country", grain="day")
    assert figures(found) == [("2026-01-05", "FR", "30.00", "7.00", "23.00", 1, 2, 0)]


def test_a_catalogue_that_names_an_item_twice_does_not_double_it():
    """The same SKU in two sources: the line's own source speaks; a third source takes the first known."""
    facts = MemoryFacts(
        order=[order("1", "2026-01-05")],
        order_line=[line("1", "2026-01-05", 10), line("2", "2026-01-05", 5, source="counter")],
        product=[
            {"source": "shop", "sku": "A", "category": "shoes"},
            {"source": "amazon", "sku": "A", "category": "Shoes & boots"},
        ],
    )
    assert figures(ask(facts, "gross_sales", by="category")) == [
        ("2026-01-05", "Shoes & boots", "5.00"),
        ("2026-01-05", "shoes", "10.00"),
    ]
    assert figures(ask(facts, "gross_sales")) == [("2026-01-05", "15.00")]


def test_three_partial_refunds_of_one_order():
    """order of 100 in January | refunds of 10 in January, 20 and 30 in February"""
    facts = MemoryFacts(
        order=[order("1", "2026-01-05"), order("2", "2026-02-20")],
        order_line=[line("1", "2026-01-05", 100, quantity=5), line("2", "2026-02-20", 50)],
        refund=[
            refund("r1", "2026-01-20", 10, "1", "2026-01-05"),
            refund("r2", "2026-02-03", 20, "1", "2026-01-05"),
            refund("r3", "2026-02-04", 30, "1", "2026-01-05", quantity=2),
        ],
    )
    found = ask(facts, "gross_sales,returns,net_sales,orders,net_units,aov,return_rate", grain="month")
    assert figures(found) == [
        ("2026-01-01", "100.00", "10.00", "90.00", 1, 4, "100.00", "0.600000"),
        ("2026-02-01", "50.00", "50.00", "0.00", 1, -2, "50.00", "0.000000"),
    ]


def test_a_refund_in_a_later_month_leaves_the_month_of_the_order_alone():
    rows = {
        "order": [order("1", "2026-01-05")],
        "order_line": [line("1", "2026-01-05", 100), line("2", "2026-03-05", 1)],
    }
    before = ask(MemoryFacts(**rows), "gross_sales,orders,units,aov", "2026-01-01/2026-01-31")
    refunded = MemoryFacts(**rows, refund=[refund("r", "2026-03-02", 100, "1", "2026-01-05")])
    after = ask(refunded, "gross_sales,orders,units,aov", "2026-01-01/2026-01-31")
    assert figures(before) == figures(after) == [("2026-01-01", "100.00", 1, 1, "100.00")]
    assert figures(ask(refunded, "returns", "2026-03-01/2026-03-31")) == [("2026-03-01", "100.00")]


def test_a_day_without_order_is_zero_and_a_day_not_loaded_is_unknown():
    """loaded from the 5th to the 7th; nothing on the 6th"""
    facts = MemoryFacts(
        order=[order("1", "2026-01-05"), order("2", "2026-01-07")],
        order_line=[line("1", "2026-01-05", 10), line("2", "2026-01-07", 20)],
    )
    found = ask(facts, "gross_sales,orders,aov", "2026-01-04/2026-01-08", grain="day")
    assert figures(found) == [
        ("2026-01-04", None, None, None),
        ("2026-01-05", "10.00", 1, "10.00"),
        ("2026-01-06", "0.00", 0, None),
        ("2026-01-07", "20.00", 1, "20.00"),
        ("2026-01-08", None, None, None),
    ]
    assert [note.code for note in found.notes] == ["not_loaded"]


def test_an_order_that_changes_status_counts_as_what_it_has_become():
    """pending at the first import, sold at the second; the store replaces the whole order"""

    def shop(status):
        return MemoryFacts(
            order=[order("1", "2026-01-05", status=status), order("2", "2026-01-06")],
            order_line=[line("1", "2026-01-05", 10, status=status), line("2", "2026-01-06", 1)],
        )

    asked = "orders,gross_sales,pending_orders,cancellation_rate"
    assert figures(ask(shop("pending"), asked)) == [("2026-01-05", 1, "1.00", 1, "0.000000")]
    assert figures(ask(shop("sold"), asked)) == [("2026-01-05", 2, "11.00", 0, "0.000000")]
    assert figures(ask(shop("cancelled"), asked)) == [("2026-01-05", 1, "1.00", 0, "0.500000")]
    assert figures(ask(shop("test"), asked)) == [("2026-01-05", 1, "1.00", 0, "0.000000")]


def test_days_of_23_and_25_hours_are_days_like_others():
    """Clocks change on 2026-03-29 and 2026-10-25: the fact's `day` decides, never the instant."""
    facts = MemoryFacts(
        order=[
            order("1", "2026-03-29", ordered_at=instant("2026-03-28T23:30")),
            order("2", "2026-10-25", ordered_at=instant("2026-10-24T22:30")),
            order("3", "2026-10-25", ordered_at=instant("2026-10-25T22:59")),
        ]
    )
    found = ask(facts, "orders", "2026-03-28/2026-03-30", grain="day")
    assert [row[1] for row in figures(found)] == [None, 1, 0]
    found = ask(facts, "orders", "2026-10-24/2026-10-26", grain="day")
    assert [row[1] for row in figures(found)] == [0, 2, None]
    assert figures(ask(facts, "orders", "2026-03-01/2026-10-31", grain="year")) == [("2026-01-01", 3)]


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def two_currencies():
    return MemoryFacts(
        order=[order("1", "2026-01-05"), order("2", "2026-01-06", currency="USD")],
        order_line=[
            line("1", "2026-01-05", 10),
            line("2", "2026-01-06", "20.01", currency="USD"),
            line("3", "2026-02-06", 7),
        ],
    )


def test_a_currency_without_a_rate_is_refused_and_listed():
    with pytest.raises(InputError, match=r"EUR.*USD: 2026-01-06"):
        ask(two_currencies(), "gross_sales")


def test_counts_and_months_without_foreign_amounts_need_no_rate():
    facts = two_currencies()
    assert figures(ask(facts, "orders,units")) == [("2026-01-05", 2, 3)]
    assert figures(ask(facts, "gross_sales", "2026-02-01/2026-02-06")) == [("2026-02-01", "7.00")]


def test_by_currency_every_row_keeps_its_own():
    found = ask(two_currencies(), "gross_sales,orders", "2026-01-01/2026-01-31", by="currency")
    assert figures(found) == [("2026-01-01", "EUR", "10.00", 1), ("2026-01-01", "USD", "20.01", 1)]
    assert found.to_json()["currency"] is None
    alone = ask(two_currencies(), "gross_sales", where=(("currency", "USD"),))
    assert figures(alone) == [("2026-01-05", "20.01")]
    assert alone.currency == "USD"


def test_a_rate_of_an_earlier_day_serves_for_a_week():
    def book(scope, currencies, target, period):
        assert (currencies, target) == (("USD",), "EUR")
        return [
            Rate("USD", days("2026-01-02").start, Decimal("0.9")),
            Rate("USD", days("2026-01-07").start, Decimal(9)),
        ]

    assert figures(ask(two_currencies(), "gross_sales", "2026-01-01/2026-01-31", book=book)) == [
        ("2026-01-01", "28.01")  # 10 + 20.01 x 0.9 = 28.009
    ]


def test_a_rate_older_than_a_week_is_refused():
    def old(scope, currencies, target, period):
        return [Rate("USD", days("2025-12-29").start, Decimal("0.9"))]

    with pytest.raises(InputError, match="7 days"):
        ask(two_currencies(), "gross_sales", book=old)


def test_a_customer_who_comes_back_is_new_once():
    """customer 1 orders in January and February, 2 in February, a guest in both"""
    facts = MemoryFacts(
        order=[
            order("1", "2026-01-05", customer_key=1),
            order("2", "2026-01-05"),
            order("3", "2026-02-01", customer_key=1, country="BE"),
            order("4", "2026-02-02", customer_key=2),
            order("5", "2026-02-02", customer_key=2),
            order("6", "2026-02-03"),
        ]
    )
    asked = "orders,customers,new_customers,returning_customers,new_customer_share,repeat_rate"
    assert figures(ask(facts, asked, grain="month")) == [
        ("2026-01-01", 2, 1, 1, 0, "1.000000", "0.000000"),
        ("2026-02-01", 4, 2, 1, 1, "0.333333", "0.500000"),
    ]
    assert figures(ask(facts, asked)) == [("2026-01-05", 6, 2, 2, 0, "0.500000", "1.000000")]
    assert figures(ask(facts, "orders", by="customer_type")) == [
        ("2026-01-05", "guest", 2),
        ("2026-01-05", "new", 2),
        ("2026-01-05", "returning", 2),
    ]


def test_retention_by_cohort():
    """cohort of January: customers 1, 2; 1 comes back in February and March, 2 in March"""
    orders = [
        ("1", "2026-01-05"),
        ("2", "2026-01-20"),
        ("1", "2026-02-01"),
        ("1", "2026-03-01"),
        ("2", "2026-03-31"),
    ]
    facts = MemoryFacts(
        order=[order(str(n), day, customer_key=int(who)) for n, (who, day) in enumerate(orders)]
    )
    assert figures(ask(facts, "retention", by="months_since_first", grain="month")) == [
        ("2026-01-01", "0", "1.000000"),
        ("2026-01-01", "1", "0.500000"),
        ("2026-01-01", "2", "1.000000"),
    ]
    with pytest.raises(UsageError, match="months_since_first"):
        ask(facts, "retention", grain="month")


def test_a_repeat_within_30_days_counts_only_once_30_days_are_over():
    """loaded until 31 March: the first order of 15 March is too young to be judged"""
    facts = MemoryFacts(
        order=[
            order("1", "2026-01-10", customer_key=1),
            order("2", "2026-02-09", customer_key=1),
            order("3", "2026-01-10", customer_key=2),
            order("4", "2026-02-10", customer_key=2),
            order("5", "2026-03-15", customer_key=3),
            order("6", "2026-03-31", customer_key=3),
        ]
    )
    assert figures(ask(facts, "repeat_30", grain="month")) == [
        ("2026-01-01", "0.500000"),
        ("2026-02-01", None),
        ("2026-03-01", None),
    ]


def test_adjustments_and_gestures_are_seen_and_in_no_sales_metric():
    facts = MemoryFacts(
        order=[order("1", "2026-01-05")],
        order_line=[
            line("1", "2026-01-05", 100),
            line("1", "2026-01-05", 7, kind="adjustment"),
            line("1", "2026-01-05", 5, kind="shipping", discount_amount=1),
            line("1", "2026-01-05", 0, kind="discount", discount_amount=8),
        ],
        refund=[refund("r", "2026-01-05", 3, kind="gesture"), refund("s", "2026-01-05", 2, kind="shipping")],
    )
    asked = "gross_sales,discounts,returns,net_sales,shipping,total_sales,adjustments,refund_gestures"
    assert figures(ask(facts, asked)) == [
        ("2026-01-05", "100.00", "8.00", "0.00", "92.00", "2.00", "94.00", "7.00", "3.00")
    ]


def test_including_tax():
    """100 + 20 of tax, a discount of 10 + 2, a return of 30 + 6, shipping of 5 + 1"""
    facts = MemoryFacts(
        order=[order("1", "2026-01-05")],
        order_line=[
            line("1", "2026-01-05", 100, gross_tax=20, discount_amount=10, discount_tax=2),
            line("1", "2026-01-05", 5, gross_tax=1, kind="shipping"),
        ],
        refund=[refund("r", "2026-01-05", 30, tax=6)],
    )
    asked = "gross_sales,discounts,net_sales,shipping,taxes,total_sales,aov"
    assert figures(ask(facts, asked, tax="excluded")) == [
        ("2026-01-05", "100.00", "10.00", "60.00", "5.00", "13.00", "78.00", "90.00")
    ]
    assert figures(ask(facts, asked, tax="included")) == [
        ("2026-01-05", "120.00", "12.00", "72.00", "6.00", "13.00", "78.00", "108.00")
    ]


@pytest.mark.slow
def test_two_customers_merged_are_one():
    """keys 1 and 2 turn out to be one person: the store gives both orders to key 1"""

    def shop(second):
        return MemoryFacts(
            order=[
                order("1", "2026-01-05", customer_key=1),
                order("2", "2026-02-05", customer_key=second),
            ]
        )

    asked = "customers,new_customers,returning_customers"
    assert figures(ask(shop(2), asked, grain="month"))[1] == ("2026-02-01", 1, 1, 0)
    assert figures(ask(shop(1), asked, grain="month"))[1] == ("2026-02-01", 1, 0, 1)
    assert figures(ask(shop(2), asked)) == [("2026-01-05", 2, 2, 0)]
    assert figures(ask(shop(1), asked)) == [("2026-01-05", 1, 1, 0)]
