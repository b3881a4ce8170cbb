"""Costs and margins: what is unknown is left out and told, never 0; a cost holds from its day on."""

import pytest

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

JANUARY = "2026-01-01/2026-01-31"


def order(number, day, **more):
    return {"order_id": number, "day": day, **more}


def line(number, day, amount, sku="A", **more):
    return {"order_id": number, "day": day, "gross_amount": amount, "sku": sku, "country": "FR", **more}


def cost(sku, valid_from, unit_cost, **more):
    return {"sku": sku, "valid_from": valid_from, "unit_cost": unit_cost, **more}


def shop(costs, lines=None, **more):
    lines = lines or [line("1", "2026-01-05", 100, quantity=2), line("2", "2026-01-31", 60, sku="B")]
    return MemoryFacts(
        order=[order(one["order_id"], one["day"]) for one in lines],
        order_line=lines,
        product_cost=costs,
        **more,
    )


def notes_of(found):
    return {note.code: str(note.text) for note in found.notes}


def test_without_any_cost_the_costs_are_to_be_connected():
    found = ask(shop([]), "gross_sales,cogs,gross_margin,poas")
    assert figures(found) == [("2026-01-05", "160.00", None, None, None)]
    assert "the costs of your products" in str(found.unavailable["cogs"])
    assert "your advertising platforms" in str(found.unavailable["poas"])


def test_a_line_of_unknown_cost_is_left_out_of_costs_and_of_the_sales_they_face():
    """A costs 30 for 2 x 50; B of 60 is unknown: 100 of 160 known"""
    found = ask(shop([cost("A", "2025-01-01", 15)]), "net_sales,cogs,gross_margin,gross_margin_rate,cm1")
    assert figures(found) == [("2026-01-05", "160.00", "30.00", "70.00", "0.700000", "70.00")]
    assert notes_of(found)["partial"] == "Partial. The cost is known for 62.5% of sales."
    by = ask(shop([cost("A", "2025-01-01", 15)]), "net_sales,cogs,gross_margin", by="product")
    assert figures(by) == [
        ("2026-01-05", "A", "100.00", "30.00", "70.00"),
        ("2026-01-05", "B", "60.00", None, None),
    ]


def test_nothing_known_in_the_period_is_unknown_not_zero():
    found = ask(shop([cost("Z", "2025-01-01", 15)]), "cogs,gross_margin,gross_margin_rate", JANUARY)
    assert figures(found) == [("2026-01-01", None, None, None)]
    assert notes_of(found)["partial"].endswith("0.0% of sales.")
    known = shop([cost("A", "2025-01-01", 15), cost("B", "2025-01-01", 1)])
    quiet = ask(known, "cogs,gross_margin", "2026-01-06/2026-01-06")
    assert figures(quiet) == [("2026-01-06", "0.00", "0.00")]


def test_from_95_percent_on_it_is_no_longer_partial():
    lines = [line("1", "2026-01-05", 95), line("2", "2026-01-05", 5, sku="B")]
    assert "partial" not in notes_of(ask(shop([cost("A", "2025-01-01", 15)], lines), "gross_margin"))
    lines[0]["gross_amount"] = "94.9"
    assert "partial" in notes_of(ask(shop([cost("A", "2025-01-01", 15)], lines), "gross_margin"))


def test_a_cost_holds_from_its_day_on():
    """10 until 14 January, 12 from the 15th, 20 from February; before 2026 nothing is known"""
    costs = [cost("A", "2026-02-01", 20), cost("A", "2026-01-01", 10), cost("A", "2026-01-15", 12)]
    days = ["2025-12-31", "2026-01-01", "2026-01-14", "2026-01-15", "2026-01-31", "2026-02-01"]
    lines = [line(str(n), day, 100) for n, day in enumerate(days)]
    found = figures(ask(shop(costs, lines), "cogs", grain="day"))
    assert {day: value for day, value in found if value != "0.00"} == {
        "2025-12-31": None,
        "2026-01-01": "10.00",
        "2026-01-14": "10.00",
        "2026-01-15": "12.00",
        "2026-01-31": "12.00",
        "2026-02-01": "20.00",
    }


def test_the_cost_of_the_lines_own_source_comes_first_then_any_other():
    """the counter's own cost; amazon has none and takes the latest of the others; no line is doubled"""
    costs = [
        cost("A", "2025-01-01", 7, source="counter"),
        cost("A", "2025-06-01", 9, source="erp"),
        cost("A", "2025-06-01", 11, source="file"),
    ]
    lines = [line("1", "2026-01-05", 100, source="counter"), line("2", "2026-01-05", 50, source="amazon")]
    found = ask(shop(costs, lines), "gross_sales,cogs,units", by="source")
    assert figures(found) == [
        ("2026-01-05", "amazon", "50.00", "9.00", 1),
        ("2026-01-05", "counter", "100.00", "7.00", 1),
    ]


def test_a_cost_in_another_currency_than_the_sale_is_unknown():
    found = ask(shop([cost("A", "2025-01-01", 15, currency="USD")]), "cogs")
    assert figures(found) == [("2026-01-05", None)]


def test_what_comes_back_gives_its_cost_back_at_the_day_of_its_order():
    """bought at 10, returned when it costs 20; a refund without item lowers sales alone"""
    refunds = [
        {
            "refund_id": "r1",
            "day": "2026-02-03",
            "order_day": "2026-01-05",
            "sku": "A",
            "amount": 50,
            "quantity": 1,
        },
        {"refund_id": "r2", "day": "2026-02-04", "sku": None, "amount": 5, "quantity": 0},
    ]
    costs = [cost("A", "2026-01-01", 10), cost("A", "2026-02-01", 20)]
    facts = shop(costs, [line("1", "2026-01-05", 100, quantity=2)], refund=refunds)
    assert figures(ask(facts, "net_sales,cogs,gross_margin", grain="month")) == [
        ("2026-01-01", "100.00", "20.00", "80.00"),
        ("2026-02-01", "-55.00", "-10.00", "-45.00"),
    ]


def test_once_all_costs_are_known_their_sales_are_net_sales():
    lines = [
        line("1", "2026-01-05", 100, discount_amount=10),
        line("1", "2026-01-05", 0, sku=None, kind="discount", discount_amount=8),
        line("1", "2026-01-05", 6, sku="SHIPPING", kind="shipping"),
    ]
    found = ask(shop([cost("A", "2025-01-01", 30)], lines), "net_sales,cogs,gross_margin", tax="included")
    assert figures(found) == [("2026-01-05", "82.00", "30.00", "52.00")]
    assert found.to_json()["definitions"]["gross_margin"]["tax"] == "excluded"


@pytest.mark.slow
def test_contribution_margins_name_the_costs_that_are_in():
    """sales 100, goods 30, fee 3 + 2 of a marketplace, subscription 9 in none, carrier 5, ads 20, affiliates 4"""
    costs, lines = [cost("A", "2025-01-01", 15)], [line("1", "2026-01-05", 100, quantity=2)]
    day = {"day": "2026-01-05", "country": "FR"}
    fees = [
        {**day, "kind": kind, "fee_amount": amount}
        for kind, amount in (("payment", 3), ("marketplace", 2), ("subscription", 9), ("affiliation", 4))
    ]
    parcels = [
        {**day, "cost_amount": 5, "status": "returned"},
        {**day, "cost_amount": 7, "status": "cancelled"},
        day,
    ]
    ads = [{**day, "campaign_id": "1", "spend_amount": 12}, {**day, "campaign_id": "2", "spend_amount": 8}]
    asked = "cm1,cm2,cm3,cm2_rate,cm3_rate,break_even_roas,poas"
    none = ask(shop(costs, lines), asked)
    assert set(none.unavailable) == {"cm2", "cm3", "cm2_rate", "cm3_rate", "break_even_roas", "poas"}
    assert str(none.unavailable["cm2"]) == (
        "No source yet: connect your shipments, your payments and fees, your cost rules."
    )
    whole = ask(shop(costs, lines, fee=fees, shipment=parcels, ad_spend=ads), asked, by="country")
    assert figures(whole) == [
        ("2026-01-05", "FR", "70.00", "60.00", "36.00", "0.600000", "0.360000", "1.666667", "3.500000")
    ]
    some = ask(shop(costs, lines, fee=fees), "cm2")
    assert figures(some) == [("2026-01-05", None)]  # what carrying it costs is unknown, not nothing
    assert notes_of(some)["costs_in"] == (
        "Costs that are in: payment fees, marketplace fees. Not known: logistics fees, what carriers charge."
    )
    told = {note.metrics: str(note.text) for note in whole.notes if note.code == "costs_in"}
    assert told["cm3", "cm3_rate"] == (
        "Costs that are in: payment fees, marketplace fees, what carriers charge, affiliation fees. "
        "Not known: none."
    )


def test_without_a_margin_there_is_no_break_even():
    facts = shop(
        [cost("A", "2025-01-01", 50)],
        [line("1", "2026-01-05", 40)],
        fee=[{"day": "2026-01-05", "fee_amount": 1}],
        shipment=[{"day": "2026-01-05", "cost_amount": 0}],
    )
    assert figures(ask(facts, "cm2,break_even_roas")) == [("2026-01-05", "-11.00", None)]


@pytest.mark.parametrize("metric", ["cogs", "gross_margin", "cm1"])
def test_margins_know_what_lines_and_refunds_know(metric):
    facts = shop([cost("A", "2025-01-01", 15)], product=[{"sku": "A", "category": "shoes"}])
    assert ("2026-01-05", "shoes") in {row[:2] for row in figures(ask(facts, metric, by="category"))}
