"""Properties: the sum of the parts is the whole, by any dimension and over time; a refund moves no sale."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from comptoir.measure.metrics.catalogue.registry import METRICS, catalogue, dimensions
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, random_shop, random_sources

ADDITIVE = [metric for metric in catalogue() if metric.is_additive]
OVER = "2025-12-03/2026-01-20"
OF_SALES = [m.name for m in ADDITIVE if any(d.name == "product" for d in dimensions(m))]
OF_ORDERS = [m.name for m in ADDITIVE if any(d.name == "payment_method" for d in dimensions(m))]
OF_PLACES = [m.name for m in ADDITIVE if any(d.name == "country" for d in dimensions(m))]


def test_what_is_additive():
    assert {"gross_sales", "net_sales", "orders", "new_customers", "units", "taxes"} <= {
        m.name for m in ADDITIVE
    }
    assert {"cogs", "cm3", "ad_spend", "sessions", "seo_clicks"} <= set(OF_PLACES)
    assert not {"stock_on_hand", "customers", "aov", "retention", "returning_customers"} & {
        m.name for m in ADDITIVE
    }


def split_by(metrics, by):
    """Those of the metrics whose facts have every dimension: reviews have products and no customers."""
    wanted = set(by.split(","))
    found = [name for name in metrics if wanted <= {one.name for one in dimensions(METRICS[name])}]
    assert len(found) > len(metrics) // 2
    return found


def parts_make_the_whole(facts, metrics, **split):
    metrics = split_by(metrics, split["by"])
    parts = ask(facts, ",".join(metrics), OVER, **split)
    whole = ask(facts, ",".join(metrics), OVER).rows[0].values
    for metric in metrics:
        values = [row.values[metric] for row in parts.rows]
        # Of goods whose cost is unknown a part has no figure, though what came back of others is in the whole; of days
        # on which no tool saw the site there is none either, and nothing of them is in the whole.
        if None not in values or not METRICS[metric].coverage:
            assert sum(value for value in values if value is not None) == whole[metric], (metric, split)


@pytest.mark.slow
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), data=st.data())
def test_parts_make_the_whole(seed, data):
    facts = MemoryFacts(**random_shop(seed), **random_sources(seed))
    grain = data.draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))
    parts_make_the_whole(facts, OF_SALES, by="product")
    parts_make_the_whole(facts, OF_SALES, by="category,country", grain=grain)
    parts_make_the_whole(facts, OF_SALES, by="brand,customer_type")
    parts_make_the_whole(facts, OF_SALES, by="subcategory,product_type,weekday")
    parts_make_the_whole(facts, OF_ORDERS, by="customer_type,payment_method", grain=grain)
    parts_make_the_whole(facts, OF_ORDERS, by="voucher,status,traffic_channel")
    parts_make_the_whole(facts, OF_ORDERS + OF_SALES, by="source,sales_channel,currency", grain=grain)
    parts_make_the_whole(facts, OF_PLACES, by="country", grain=grain)
    parts_make_the_whole(facts, ["returns", "refund_gestures"], by="return_reason")
    parts_make_the_whole(facts, ["gross_sales", "discounts", "units"], by="voucher,status")


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10_000),
    place=st.integers(0, 39),
    later=st.integers(0, 90),
    amount=st.decimals("0.01", "5000", places=2),
)
def test_a_refund_never_changes_what_was_sold(seed, place, later, amount):
    """Whenever it comes: gross sales, units and orders stay; returns rise by it, in its own month alone."""
    shop = random_shop(seed)
    assume(shop["refund"])  # without any, returns have no source yet
    order = shop["order"][place]
    day = order["day"] + timedelta(days=later)
    known = {name: order[name] for name in ("source", "order_id", "customer_key", "country")}
    refund = {
        **known,
        "refund_id": "late",
        "day": day,
        "order_day": order["day"],
        "sku": "A",
        "amount": amount,
    }
    over = "2025-11-01/2026-05-31"
    before, after = (
        by_month(MemoryFacts(**{**shop, "refund": refunds}), over)
        for refunds in (shop["refund"], [*shop["refund"], refund])
    )
    month = day.replace(day=1)
    for start, was in before.items():
        risen = amount if start == month else 0
        assert after[start] == {
            **was,
            "returns": was["returns"] + risen,
            "net_sales": was["net_sales"] - risen,
        }


def by_month(facts, over):
    asked = "gross_sales,discounts,orders,units,net_sales,returns"
    rows = ask(facts, asked, over, grain="month").rows
    # A month without facts says nothing; nothing sold is meant here.
    return {row.period: {name: value or 0 for name, value in row.values.items()} for row in rows}
