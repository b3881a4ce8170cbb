"""Property: the sum of the parts is the whole, for every additive metric, by any dimension and over time."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.measure.metrics.catalogue.registry import catalogue, dimensions
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, random_shop

ADDITIVE = [metric for metric in catalogue() if metric.is_additive]
OVER = "2025-12-03/2026-01-20"
OF_SALES = [m.name for m in ADDITIVE if any(d.name == "product" for d in dimensions(m))]
OF_ORDERS = [m.name for m in ADDITIVE if any(d.name == "payment_method" for d in dimensions(m))]
SHARED = {d.name for m in ADDITIVE for d in dimensions(m)}


def test_what_is_additive():
    assert {"gross_sales", "net_sales", "orders", "new_customers", "units", "taxes"} <= {
        m.name for m in ADDITIVE
    }
    assert not {"customers", "aov", "retention", "returning_customers"} & {m.name for m in ADDITIVE}


def parts_make_the_whole(facts, metrics, **split):
    parts = ask(facts, ",".join(metrics), OVER, **split)
    whole = ask(facts, ",".join(metrics), OVER).rows[0].values
    for metric in metrics:
        assert sum(row.values[metric] for row in parts.rows) == whole[metric], (metric, split)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), data=st.data())
def test_parts_make_the_whole(seed, data):
    facts = MemoryFacts(**random_shop(seed))
    grain = data.draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))
    parts_make_the_whole(facts, OF_SALES, by="product")
    parts_make_the_whole(facts, OF_SALES, by="category,country", grain=grain)
    parts_make_the_whole(facts, OF_SALES, by="brand,customer_type")
    parts_make_the_whole(facts, OF_SALES, by="subcategory,product_type,weekday")
    parts_make_the_whole(facts, OF_ORDERS, by="customer_type,payment_method", grain=grain)
    parts_make_the_whole(facts, OF_ORDERS, by="voucher,status,traffic_channel")
    parts_make_the_whole(facts, OF_ORDERS + OF_SALES, by="source,sales_channel,currency", grain=grain)
    parts_make_the_whole(facts, ["returns", "refund_gestures"], by="return_reason")
    parts_make_the_whole(facts, ["gross_sales", "discounts", "units"], by="voucher,status")
