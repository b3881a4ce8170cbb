"""The demo's simulated company: begun, stopped on the way, gone on with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from comptoir.cli import demo_companies, demo_lavande, demo_loading
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.periods import Grain
from comptoir.measure.ingest.api import imports
from comptoir.measure.metrics.api import Query, run
from comptoir.simulator.api import load_scenario

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
    (home / "simulation" / "maison-lavande" / "until.txt").unlink()


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


def test_the_tools_of_the_shop_follow_it() -> None:
    """Every export of its tools is loaded, and all of it is used: no row is refused."""
    visit()
    out = StringIO()
    with clock.frozen(FIRST_VISIT):
        demo_lavande.load_tools(OWNER, out)
    runs = imports(operator_scope("maison-lavande"))
    readers = {name for one in runs for name in one.mapping_name.split(", ")}
    assert readers >= {
        *("ga4_days", "google_ads_days", "meta_ads_campaign_days", "search_console_days"),
        *("stock_by_day", "product_costs", "mailings"),
    }
    assert {one.state for one in runs} == {"done"}
    assert sum(one.rows_rejected for one in runs) == 0
    asked = (
        "sessions",
        "conversion_rate",
        "ad_spend",
        "ad_cost_ratio",
        "gross_margin",
        "seo_clicks",
        "email_ctr",
    )
    (row,) = run(operator_scope("maison-lavande"), Query(asked)).rows
    assert all(row.values[name] for name in asked), row.values
    with clock.frozen(FIRST_VISIT):
        demo_lavande.load_tools(OWNER, again := StringIO())
    assert again.getvalue() == ""
