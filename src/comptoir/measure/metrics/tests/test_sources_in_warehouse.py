"""Every source written to a company's own warehouse and read back: the same figures, with sums made in advance
and without, and never an old one once costs have changed."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.periods import Grain
from comptoir.entities.registry import entity
from comptoir.measure.metrics import facts as warehouse_facts
from comptoir.measure.metrics import memory
from comptoir.measure.metrics.api import Query, build_rollups, explain, run
from comptoir.measure.metrics.catalogue.registry import catalogue
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.profile import Profile, read_profile
from comptoir.measure.metrics.tests.facts import MemoryFacts, arrow, filled
from comptoir.measure.metrics.tests.shop import ask, days, random_shop, random_sources
from comptoir.measure.warehouse.api import current_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)

COMPUTED = tuple(metric.name for metric in catalogue() if metric.is_computed and metric.name != "retention")
TYPED = {"people_cost", "tools_cost", "agencies_cost", "cac"}
"""What people type, no file tells: tried with the running costs."""
OVER = days("2025-12-03/2026-01-20")


def write(scope, rows):
    with writer(scope) as batch:
        for name, content in rows.items():
            (batch.append if entity(name).dated else batch.merge)(name, arrow(name, content))
        return batch.commit("test", {})


@pytest.fixture
def rows():
    return random_shop(5) | random_sources(5)


def margins(rows):
    """Of the lines and refunds of the period, in plain Python: net sales of known cost, and the cost of goods."""
    data = {name: filled(name, rows[name]) for name in ("order_line", "refund", "product_cost")}

    def unit_cost(row, day):
        same = [
            one
            for one in data["product_cost"]
            if one["sku"] == row["sku"] and one["currency"] == row["currency"] and one["valid_from"] <= day
        ]
        own = [one for one in same if one["source"] == row["source"]] or same
        newest = max((one["valid_from"] for one in own), default=None)
        found = sorted((one["source"], one["unit_cost"]) for one in own if one["valid_from"] == newest)
        return found[0][1] if found else None

    sales = goods = Decimal(0)
    for line in data["order_line"]:
        if line["day"] not in OVER or line["status"] != "sold" or line["kind"] not in ("product", "discount"):
            continue
        cost = unit_cost(line, line["day"])
        if line["kind"] == "discount" or cost is not None:
            sales += (line["gross_amount"] if line["kind"] == "product" else 0) - line["discount_amount"]
        if line["kind"] == "product" and cost is not None:
            goods += cost * line["quantity"]
    for refund in data["refund"]:
        if refund["day"] not in OVER or refund["kind"] != "product":
            continue
        cost = unit_cost(refund, refund["order_day"] or refund["day"])
        if cost is not None:
            sales -= refund["amount"]
            goods -= cost * refund["quantity"]
    return sales, goods


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_margins_are_those_of_plain_python(seed):
    rows = random_shop(seed) | random_sources(seed)
    sales, goods = margins(rows)
    found = ask(MemoryFacts(**rows), "cogs,gross_margin,gross_margin_rate", "2025-12-03/2026-01-20").rows[0]
    assert goods > 0
    assert found.values == {
        "cogs": goods,
        "gross_margin": sales - goods,
        "gross_margin_rate": (sales - goods) / sales,
    }


@pytest.mark.slow
def test_every_metric_is_answered_from_the_warehouse(scope, rows):
    write(scope, rows)
    found = run(scope, Query(COMPUTED, period=OVER))
    expected = ask(MemoryFacts(**rows), ",".join(COMPUTED), "2025-12-03/2026-01-20")
    assert found.unavailable.keys() == TYPED
    assert found.to_json()["rows"] == expected.to_json()["rows"]
    unknown = {name for name, value in found.rows[0].values.items() if value is None}
    assert unknown - TYPED <= {"repeat_365", "repeat_90"}  # three months of data cannot know
    assert explain(scope, "cm3", Query(("cm3",))).facts == (
        "ad_spend",
        "cost_rule",
        "fee",
        "order",
        "order_line",
        "product_cost",
        "refund",
        "shipment",
    )


def test_a_profile_is_read_back_as_it_was_written(rows):
    profile = read_profile(MemoryFacts(**rows))
    assert Profile.from_json(profile.to_json()) == profile
    assert profile.facts >= {"ad_spend", "audience_day", "product_cost", "order"}
    assert profile.loaded.start >= date(2025, 11, 20)


@pytest.mark.slow
def test_sums_made_in_advance_follow_the_costs(scope, rows, monkeypatch):
    snapshot = write(scope, rows)
    queries = [
        Query(("cogs", "gross_margin", "net_sales"), by=("product",), grain=Grain.MONTH),
        Query(("cm3", "mer", "orders_per_session", "tracking_coverage"), by=("country",), period=OVER),
        Query(("ncac", "poas"), grain=Grain.WEEK, period=OVER),
    ]

    def answers():
        CachedCells.objects.all().delete()
        monkeypatch.setattr(memory, "_HOLDER", memory.Holder())
        return [run(scope, query).to_json()["rows"] for query in queries]

    plain = answers()
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 0)
    assert build_rollups(scope, snapshot)
    assert answers() == plain
    dearer = [{"source": "shop", "sku": "A", "valid_from": "2025-12-24", "unit_cost": 40}]
    build_rollups(scope, write(scope, {"product_cost": dearer}))
    rolled_up = answers()
    warehouse_facts.close_opened()
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 10**9)
    assert rolled_up == answers() != plain
    assert current_snapshot(scope).number == 2
