"""Margins by the channel and the campaign that brought the buyer: what belongs to an order goes with it."""

import pytest

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures, rule

JANUARY = "2026-01-01/2026-01-31"
RULES = (rule("payment", per_order="1"), rule("logistics", per_order="4"))
COSTS = [{"sku": "A", "valid_from": "2025-01-01", "unit_cost": 30}]
ADS = {"order_id": "1", "traffic_channel": "paid_search", "campaign": "Noël"}
MAIL = {"order_id": "2", "traffic_channel": "email", "campaign": "Soldes"}


def shop(**more):
    """Two orders of 100 that cost 30: one by an ad, one by a mail; 10 of the first came back."""
    orders = [{"day": "2026-01-05", **said} for said in (ADS, MAIL)]
    lines = [{**order, "gross_amount": 100, "sku": "A"} for order in orders]
    lines = [{name: value for name, value in line.items() if name != "campaign"} for line in lines]
    refunds = [{"day": "2026-01-05", "order_id": "1", "traffic_channel": "paid_search", "amount": 10}]
    spend = [
        {"day": "2026-01-05", "campaign_name": name, "traffic_channel": channel, "spend_amount": cost}
        for name, channel, cost in (("Noël", "paid_search", 20), ("Marque", "paid_search_brand", 5))
    ]
    return MemoryFacts(
        rules=RULES,
        order=orders,
        order_line=lines,
        refund=refunds,
        product_cost=COSTS,
        ad_spend=spend,
        **more,
    )


def written(value):
    return None if value is None else f"{value:.2f}"


def by(facts, metrics, dimension):
    found = ask(facts, metrics, JANUARY, by=dimension)
    return {row.dimensions[dimension]: tuple(map(written, row.values.values())) for row in found.rows}


def test_sales_and_spend_of_a_campaign_meet_by_its_name():
    assert by(shop(), "net_sales,ad_spend,mer", "campaign") == {
        "Noël": ("90.00", "20.00", "4.50"),
        "Soldes": ("100.00", "0.00", None),
        "Marque": ("0.00", "5.00", "0.00"),
    }


def test_the_third_margin_of_a_channel():
    """(90 - 30) - 5 - 20; (100 - 30) - 5; 0 - 5: together what the shop has"""
    assert by(shop(), "cm2,cm3", "traffic_channel") == {
        "paid_search": ("55.00", "35.00"),
        "email": ("65.00", "65.00"),
        "paid_search_brand": ("0.00", "-5.00"),
    }
    assert figures(ask(shop(), "cm2,cm3", JANUARY)) == [("2026-01-01", "120.00", "95.00")]


@pytest.mark.parametrize(
    ("number", "source", "margins"),
    [
        ("2", "stripe", {"paid_search": "55.00", "email": "63.00"}),
        ("2", "shop", {"paid_search": "55.00", "email": "63.00"}),
        ("9", "stripe", {"paid_search": "55.00", "email": "65.00", None: "-3.00"}),
    ],
)
def test_a_bill_goes_with_the_order_that_it_names(number, source, margins):
    """3 of a bill in the place of 1 by rule; a provider without orders of its own is found by channel and number"""
    bill = {"day": "2026-01-05", "order_id": number, "source": source, "kind": "payment", "fee_amount": 3}
    found = by(shop(fee=[bill]), "cm2", "traffic_channel")
    assert {channel: margin for channel, (margin,) in found.items() if margin != "0.00"} == margins
