"""What orders cost to sell: bills win over rules, order by order and kind by kind; unknown stays unknown."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import ibis
import pytest

from comptoir.measure.costs.api import CostKind, Sale, fee_of
from comptoir.measure.metrics.fees import _worked_out, order_fees
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import RULES, ask, figures, random_shop, random_sources, rule

JANUARY = "2026-01-01/2026-01-31"
COSTS = [{"sku": "A", "valid_from": "2025-01-01", "unit_cost": 30}]


CARD = rule("payment", share="0.014", per_order="0.25")
PARCEL = rule("logistics", per_order="5.90")
COMMISSION = rule("marketplace", share="0.15", sales_channel="Amazon")


def shop(*orders, rules=(), is_rolled_up=False, **more):
    """Each order: number, day, what else its row says; one line of 100 + 20 tax, of one unit that cost 30."""
    rows = [{"order_id": number, "day": day, **said} for number, day, said in orders]
    unsaid = ("payment_method",)
    lines = [{k: v for k, v in row.items() if k not in unsaid} for row in rows]
    lines = [{**line, "gross_amount": 100, "gross_tax": 20, "sku": "A"} for line in lines]
    return MemoryFacts(is_rolled_up, rules, order=rows, order_line=lines, product_cost=COSTS, **more)


def fee(kind, amount, **more):
    return {"day": "2026-01-05", "kind": kind, "fee_amount": amount, **more}


def notes_of(found):
    return {note.code: str(note.text) for note in found.notes}


ONE = ("1", "2026-01-05", {})
TWO = ("2", "2026-01-06", {})


def test_rules_alone_tell_the_second_margin():
    """120 taken: 1.4 % = 1.68 + 0.25; parcel 5.90; 70 - 7.83 = 62.17. The own site pays no marketplace"""
    found = ask(shop(ONE, rules=(CARD, PARCEL)), "cm1,cm2,cm2_rate,break_even_roas")
    assert figures(found) == [("2026-01-05", "70.00", "62.17", "0.621700", "1.608493")]
    assert notes_of(found)["costs_in"] == (
        "Costs that are in: logistics fees (by rule), payment fees (by rule). Not known: marketplace fees."
    )
    assert notes_of(found)["covered"] == "The cost of goods and the fees are known for 100.0% of sales."


def test_a_kind_that_is_missing_makes_the_margin_unknown():
    assert figures(ask(shop(ONE, rules=(CARD,)), "cm1,cm2")) == [("2026-01-05", "70.00", None)]
    amazon = ("1", "2026-01-05", {"sales_channel": "amazon"})
    assert figures(ask(shop(amazon, rules=(CARD, PARCEL)), "cm2")) == [("2026-01-05", None)]
    known = ask(shop(amazon, rules=(CARD, PARCEL, COMMISSION)), "cm2")
    assert figures(known) == [("2026-01-05", "44.17")]  # 62.17 - 15 % of 120


def test_an_order_of_unknown_fees_is_left_out_with_its_sales_and_its_bills():
    """order 1 has both bills (2 and 6); order 2 has a payment bill alone: it and its 3 stay out"""
    facts = shop(
        ONE,
        TWO,
        fee=[
            fee("payment", 2, order_id="1"),
            fee("logistics", 6, order_id="1"),
            fee("payment", 3, order_id="2"),
        ],
    )
    found = ask(facts, "net_sales,cm1,cm2", JANUARY)
    assert figures(found) == [("2026-01-01", "200.00", "140.00", "62.00")]
    assert notes_of(found)["partial"] == (
        "Partial. The cost of goods and the fees are known for 50.0% of sales."
    )


@pytest.mark.slow
def test_a_bill_wins_over_the_rule_for_its_order_and_its_kind_alone():
    """order 1: bill 2 + parcel 5.90 by rule; order 2: 1.93 by rule + parcel 5.90: 140 - 2 - 5.90 - 1.93 - 5.90"""
    facts = shop(ONE, TWO, rules=(CARD, PARCEL), fee=[fee("payment", 2, order_id="1")])
    assert figures(ask(facts, "cm2", JANUARY)) == [("2026-01-01", "124.27")]
    carried = shop(
        ONE, TWO, rules=(CARD, PARCEL), shipment=[{"day": "2026-01-06", "order_id": "2", "cost_amount": 4}]
    )
    assert figures(ask(carried, "cm2", JANUARY)) == [("2026-01-01", "126.24")]  # 140 - 2 x 1.93 - 5.90 - 4
    unsaid = shop(ONE, rules=(CARD, PARCEL), shipment=[{"day": "2026-01-06", "order_id": "1"}])
    assert figures(ask(unsaid, "cm2", JANUARY)) == [("2026-01-01", "62.17")]


@pytest.mark.slow
def test_a_providers_bill_finds_the_shops_order_by_channel_and_number():
    """the provider has no orders of its own; a shop's bill of the same number is of that shop alone"""
    orders = [("1", "2026-01-05", {"source": "woo"}), ("1", "2026-01-05", {"source": "other"})]
    bill = fee("payment", 2, order_id="1", source="stripe")
    facts = shop(orders[0], rules=(CARD, PARCEL), fee=[bill])
    assert figures(ask(facts, "cm2", JANUARY)) == [("2026-01-01", "62.10")]  # 70 - 2 - 5.90
    both = shop(*orders, rules=(CARD, PARCEL), fee=[{**bill, "source": "woo"}])
    assert figures(ask(both, "cm2", JANUARY)) == [("2026-01-01", "124.27")]
    elsewhere = shop(orders[0], rules=(CARD, PARCEL), fee=[{**bill, "sales_channel": "Amazon"}])
    assert figures(ask(elsewhere, "cm2", JANUARY)) == [
        ("2026-01-01", "60.17")
    ]  # of an order not loaded: also paid


def test_bills_that_name_no_order_speak_of_their_channel_and_month():
    """one bill of 9 for January: the order of February has the rule"""
    february = ("2", "2026-02-06", {})
    facts = shop(ONE, february, rules=(CARD, PARCEL), fee=[fee("payment", 9)])
    assert figures(ask(facts, "cm2", grain="month")) == [("2026-01-01", "55.10"), ("2026-02-01", "62.17")]


def test_storage_beside_named_bills_covers_no_other_order():
    """amazon names order 1 and charges storage too: order 2, sent by the shop, has unknown logistics"""
    more = {"sales_channel": "Amazon"}
    facts = shop(
        ("1", "2026-01-05", more),
        ("2", "2026-01-06", more),
        rules=(rule("payment", sales_channel="amazon"), COMMISSION),
        fee=[fee("logistics", 4, order_id="1", **more), fee("logistics", 1, **more)],
    )
    assert figures(ask(facts, "cm2", JANUARY)) == [("2026-01-01", "47.00")]  # 70 - 18 - 4 - 1


def test_the_most_specific_rule_wins_and_the_day_of_the_order_chooses():
    rules = (
        CARD,
        rule("payment", "2026-01-06", share="0.02"),
        rule("payment", payment_method="PayPal", per_order=1),
        rule("payment", payment_method="PayPal", country="BE", per_order=2),
        rule("logistics"),
    )
    orders = [
        ("1", "2026-01-05", {"country": "FR"}),
        ("2", "2026-01-06", {"country": "FR"}),
        ("3", "2026-01-07", {"country": "FR", "payment_method": " paypal "}),
        ("4", "2026-01-08", {"country": "be", "payment_method": "PAYPAL"}),
    ]
    found = figures(ask(shop(*orders, rules=rules), "cm2", grain="day"))
    assert found == [
        ("2026-01-05", "68.07"),
        ("2026-01-06", "67.60"),
        ("2026-01-07", "69.00"),
        ("2026-01-08", "68.00"),
    ]


def test_a_rule_that_has_ended_or_is_of_another_currency_is_no_rule():
    ended = replace(PARCEL, valid_to=date(2026, 1, 5))
    assert figures(ask(shop(ONE, TWO, rules=(CARD, ended)), "cm2", grain="day")) == [
        ("2026-01-05", "62.17"),
        ("2026-01-06", None),
    ]
    dollars = ("1", "2026-01-05", {"currency": "USD"})
    assert figures(ask(shop(dollars, rules=(CARD, PARCEL)), "cm2", currency="USD")) == [("2026-01-05", None)]


def test_bills_of_orders_that_were_not_sold_count():
    cancelled = ("2", "2026-01-06", {"status": "cancelled"})
    facts = shop(ONE, cancelled, rules=(CARD, PARCEL), fee=[fee("payment", 2, order_id="2")])
    assert figures(ask(facts, "cm2", JANUARY)) == [("2026-01-01", "60.17")]


def test_what_comes_back_lowers_the_margin_of_known_orders_alone():
    refunds = [
        {
            "refund_id": f"R{n}",
            "day": "2026-01-20",
            "order_id": n,
            "order_day": "2026-01-05",
            "sku": "A",
            "amount": 50,
        }
        for n in ("1", "2")
    ]
    facts = shop(
        ONE,
        ("2", "2026-01-05", {"sales_channel": "Amazon"}),
        rules=(CARD, PARCEL),
        refund=[{**one, "quantity": 1} for one in refunds],
    )
    # 100 - 50 sales, 30 - 30 goods, 7.83 fees; the order of the marketplace is unknown, and so is its return.
    assert figures(ask(facts, "cm2", JANUARY)) == [("2026-01-01", "42.17")]


def test_a_margin_by_country_and_channel_adds_up():
    orders = [
        (str(n), "2026-01-05", {"country": country, "sales_channel": channel})
        for n, (country, channel) in enumerate([("FR", "site"), ("FR", "Amazon"), ("BE", None)])
    ]
    facts = shop(*orders, rules=(CARD, PARCEL, COMMISSION))
    assert figures(ask(facts, "cm2", by="country,sales_channel")) == [
        ("2026-01-05", "BE", None, "62.17"),
        ("2026-01-05", "FR", "Amazon", "44.17"),
        ("2026-01-05", "FR", "site", "62.17"),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_each_order_costs_what_the_engine_of_rules_says(seed):
    """The expression over facts against the pure engine, for shops drawn at random with rules in any order."""
    rules = list(RULES)
    random.Random(seed).shuffle(rules)
    facts = MemoryFacts(rules=tuple(rules), **random_shop(seed))
    found = facts.arrow(order_fees(facts).table).to_pylist()
    lines = facts.content["order_line"].to_pylist()
    orders = facts.content["order"].to_pylist()
    assert len(found) == len(orders) > 20
    by_order = {(one["source"], one["order_id"]): one for one in found}
    for order in orders:
        own = [n for n in lines if (n["source"], n["order_id"]) == (order["source"], order["order_id"])]
        total = sum(
            n["gross_amount"] + n["gross_tax"] - n["discount_amount"] - n["discount_tax"] for n in own
        )
        units = sum((n["quantity"] for n in own if n["kind"] == "product"), Decimal(0))
        words = (order["sales_channel"], order["payment_method"], order["country"])
        sale = Sale(order["day"], order["currency"], total, units, *words)
        by_kind = {kind: fee_of(rules, kind, sale) for kind in CostKind}
        fees = list(by_kind.values())
        said = by_order[order["source"], order["order_id"]]
        assert said["rule_fee"] == sum((one for one in fees if one is not None), Decimal(0))
        assert {kind: said[f"rule_{kind}"] for kind in CostKind} == {
            k: fee or 0 for k, fee in by_kind.items()
        }
        assert said["fees_known"] == (None not in fees or order["status"] != "sold")


@pytest.mark.parametrize(
    ("seed", "by"),
    [
        (0, ""),
        *(pytest.param(*one, marks=pytest.mark.slow) for one in ((1, "country"), (2, "sales_channel"))),
    ],
)
def test_sums_made_in_advance_say_the_same(seed, by):
    shop_, sources = random_shop(seed), random_sources(seed)
    known = {name: sources[name] for name in ("product_cost", "fee", "shipment")}
    plain = MemoryFacts(rules=RULES, **shop_, **known)
    rolled_up = MemoryFacts(True, RULES, **shop_, **known)
    for grain in ("day", "total"):
        asked = {"by": by, "grain": grain}
        assert figures(ask(plain, "net_sales,cm2", **asked)) == figures(
            ask(rolled_up, "net_sales,cm2", **asked)
        )
    assert "line_margins_by_day" in rolled_up.views


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_what_orders_cost_compiles_for_both_engines(dialect):
    facts = MemoryFacts(rules=RULES, **random_shop(1), **random_sources(1))
    written = ibis.to_sql(_worked_out(facts), dialect=dialect)
    assert "0.123456" in written
    assert "billed_payment" in written
