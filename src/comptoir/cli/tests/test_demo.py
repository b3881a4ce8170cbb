"""The demo's simulated company: begun, stopped on the way, gone on with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from comptoir.cli import demo_companies
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
    monkeypatch.setattr(demo_companies, "load_scenario", lambda name: scenario)
    monkeypatch.setattr(demo_companies, "MONTHS", 10)
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
    load = demo_companies.import_file

    def stopped(scope: Any, path: Path, mapping: Any) -> Any:
        if path.stem.startswith("commandes"):
            raise KeyboardInterrupt
        return load(scope, path, mapping)

    with monkeypatch.context() as patched:
        patched.setattr(demo_companies, "import_file", stopped)
        with pytest.raises(KeyboardInterrupt):
            visit()
    said = visit()
    assert "commandes-2025-2026.csv" in said
    assert "produits.csv" not in said, "what was loaded is not loaded again"
    days = [day for day, _ in figures()]
    assert days[-1].isoformat() == "2026-01-19"
    assert len({(day.year, day.month) for day in days}) >= demo_companies.MONTHS
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
    assert len(imports(operator_scope("maison-lavande"))) == 2, "catalogue and orders"
    assert figures() == gone_on
