"""The demo's simulated company: begun, stopped on the way, gone on with."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from comptoir.cli import demo_companies, demo_lavande, demo_loading
from comptoir.core import clock
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError
from comptoir.core.jobs.api import run_pending
from comptoir.core.periods import Grain
from comptoir.measure.ingest.api import imports, running_imports
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot
from comptoir.simulator.api import load_scenario, simulate
from comptoir.simulator.exports.tests.reading import SOLD
from comptoir.simulator.facts import line_facts, return_facts
from comptoir.simulator.world import World

pytestmark = pytest.mark.django_db(transaction=True)

OWNER = "demo@comptoir.example"
FIRST_VISIT = datetime(2026, 1, 20, 8, tzinfo=UTC)
FIGURES = ("gross_sales", "discounts", "returns", "orders", "units", "customers", "new_customers")


@pytest.fixture(autouse=True)
def small_shop(home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Maison Lavande with fewer buyers, over ten months instead of three years."""
    scenario = replace(load_scenario("maison_lavande"), orders_per_year=2_500)
    monkeypatch.setattr(demo_lavande, "load_scenario", lambda name: scenario)
    monkeypatch.setattr(demo_lavande, "MONTHS", 10)
    settings.HOME = home
    get_user_model().objects.create_user(OWNER, "correct horse battery")


def visit(later: int = 0) -> str:
    out = StringIO()
    with clock.frozen(FIRST_VISIT + timedelta(days=later)):
        demo_companies.load_first(OWNER, out)
    return out.getvalue()


def figures() -> list[Any]:
    """Each day's, as they are asked for."""
    rows = run(operator_scope("maison-lavande"), Query(FIGURES, grain=Grain.DAY)).rows
    return [(row.period, dict(row.values)) for row in rows]


def forget(home: Path) -> None:
    """As if the demo had never been begun, but for the first day of its world."""
    Company.objects.all().delete()
    (home / "simulation" / "maison-lavande" / "shop.txt").unlink()


@pytest.mark.slow
def test_stopped_on_the_way_it_is_completed_by_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    load = demo_loading.import_any

    def stopped(scope: Any, path: Path) -> Any:
        if path.stem.startswith("commandes"):
            raise KeyboardInterrupt
        return load(scope, path)

    with monkeypatch.context() as patched:
        patched.setattr(demo_loading, "import_any", stopped)
        with pytest.raises(KeyboardInterrupt):
            visit()
    said = visit()
    assert "commandes-2025-2026.csv" in said
    assert "produits.csv" not in said, "what was loaded is not loaded again"
    days = [day for day, _ in figures()]
    assert days[-1].isoformat() == "2026-01-19"
    assert len({(day.year, day.month) for day in days}) >= demo_lavande.MONTHS
    assert visit() == "", "a second start on the same day has nothing to load"


@pytest.mark.slow
@pytest.mark.parametrize("later", [1, 40])
def test_going_on_with_the_world_gives_the_facts_of_loading_it_whole(home: Path, later: int) -> None:
    visit()
    said = visit(later)
    assert "commandes-2025-09" not in said
    assert "commandes-2025-10" in said, "orders of these months can still have come back"
    gone_on = figures()
    forget(home)
    visit(later)
    assert len(imports(operator_scope("maison-lavande"))) == 3, "catalogue, costs and orders"
    assert figures() == gone_on


CENT = Decimal("0.01")


def ledger() -> tuple[dict[str, dict[str, Decimal]], World]:
    """Sales channel -> what was sold and given back there, of the world that the demo tells of."""
    scope = operator_scope("maison-lavande")
    yesterday = scope.today() - timedelta(days=1)
    first = demo_lavande._first_day(demo_lavande._folder(scope), yesterday)
    world, _truth = simulate(
        demo_lavande.load_scenario("maison_lavande"), demo_lavande.SEED, first, yesterday
    )
    lines = [row for row in line_facts(world).to_pylist() if row["status"] in SOLD]
    channel = {row["order"]: row["sales_channel"] for row in world.orders.to_pylist()}
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in lines:
        sums[row["sales_channel"]]["gross_sales"] += row["gross_sales"] * CENT
        sums[row["sales_channel"]]["discounts"] += row["discounts"] * CENT
        sums[row["sales_channel"]]["units"] += row["quantity"]
    for row in return_facts(world).to_pylist():
        sums[channel[row["order"]]]["returns"] += row["returns"] * CENT
    for row in world.refunds.to_pylist():
        sums[channel[row["order"]]]["beside"] += (row["shipping"] + row["gesture"]) * CENT
    return sums, world


@pytest.mark.slow
def test_every_export_of_the_shop_is_loaded_as_its_ledger_has_it() -> None:
    """The worker does what a person would: no row is refused, and each channel has what it sold and gave back."""
    visit()
    scope = operator_scope("maison-lavande")
    out = StringIO()
    with clock.frozen(FIRST_VISIT):
        demo_lavande.load_tools(OWNER, out, demo_loading.load_beside)
        assert len(running_imports(scope)) == 12
        demo_lavande.load_tools(OWNER, out, demo_loading.load_beside)
        assert len(running_imports(scope)) == 12, "what waits is not given twice"
    run_pending()
    runs = imports(scope)
    readers = {name for one in runs for name in one.mapping_name.split(", ")}
    assert readers >= {
        *("amazon", "amazon_settlement_fees", "amazon_settlement_refunds", "manomano"),
        *("shipments", "contacts", "reviews"),
        *("ga4_days", "google_ads_days", "meta_ads_campaign_days", "search_console_days"),
        *("stock_by_day", "product_costs", "mailings"),
    }
    assert {one.state for one in runs} == {"done"}
    assert sum(one.rows_rejected for one in runs) == 0
    with clock.frozen(FIRST_VISIT):
        expected, world = ledger()
    asked = ("gross_sales", "discounts", "returns", "units")
    told = {
        str(row.dimensions["sales_channel"]): {name: row.values[name] for name in asked}
        for row in run(scope, Query(asked, by=("sales_channel",))).rows
    }
    names = {"site": "site", "Amazon": "Amazon.fr", "ManoMano": "ManoMano"}
    assert set(told) == set(names.values())
    for channel, name in names.items():
        read, true = {key: round(value or 0, 2) for key, value in told[name].items()}, expected[channel]
        # The shop's export tells of an order what was given back in all: shipping and gestures may be among the goods.
        assert 0 <= read["returns"] - true["returns"] <= true["beside"]
        assert read["units"] == true["units"]
        # Amazon tells the tax of what was paid: what the discount took of the price without tax is a cent off at times.
        assert read["gross_sales"] - read["discounts"] == true["gross_sales"] - true["discounts"]
        # Marketplaces of the Mirakl kind tell what was paid alone.
        assert name == "ManoMano" or abs(read["gross_sales"] - true["gross_sales"]) <= 5 * CENT
    assert told["Amazon.fr"]["returns"] == expected["Amazon"]["returns"], "its settlements tell them apart"
    assert kept_of_each_order(scope, "ManoMano") == commissions(world, "ManoMano")
    asked = (
        *(
            "sessions",
            "conversion_rate",
            "tracking_coverage",
            "ad_spend",
            "ad_cost_ratio",
            "gross_margin",
            "cm3",
        ),
        *("seo_clicks", "email_ctr", "on_time_shipping_rate", "average_rating"),
    )
    (row,) = run(scope, Query(asked)).rows
    assert all(row.values[name] for name in asked), row.values
    due = [one for one in world.shipments.to_pylist() if one["ship_by"] <= world.last]
    on_time = sum(one["shipped_on"] <= one["ship_by"] for one in due) / len(due)
    assert float(row.values["on_time_shipping_rate"] or 0) == pytest.approx(on_time, abs=1e-6)


def kept_of_each_order(scope: Scope, channel: str) -> dict[str, Decimal]:
    """As the facts have it, by the marketplace's own numbers."""
    kept: dict[str, Decimal] = defaultdict(Decimal)
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        for fee in reader.table("fee").to_pyarrow().to_pylist():
            if fee["sales_channel"] == channel:
                assert (fee["kind"], fee["provider"]) == ("marketplace", channel)
                kept[fee["order_id"]] += fee["fee_amount"]
    return dict(kept)


def commissions(world: World, channel: str) -> dict[str, Decimal]:
    sold = {row["order"] for row in world.orders.to_pylist() if row["sales_channel"] == channel}
    return {
        f"{row['order']}-A": row["amount"] * CENT for row in world.fees.to_pylist() if row["order"] in sold
    }


def test_a_demo_of_an_earlier_version_is_not_gone_on_with(home: Path) -> None:
    """Its shop's export held the orders of the marketplaces, which would count twice."""
    folder = home / "simulation" / "maison-lavande"
    folder.mkdir(parents=True)
    (folder / "until.txt").write_text("2026-01-01", encoding="utf-8")
    with pytest.raises(ConflictError, match="earlier version"):
        visit()
