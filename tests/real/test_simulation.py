"""A simulated shop through the ordinary doors: what the product finds is what happened, to the cent."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from comptoir.core.companies.api import Scope, add_company, operator_scope
from comptoir.core.periods import Grain
from comptoir.measure.ingest.api import find_mapping, import_file
from comptoir.measure.metrics.api import Query, run
from comptoir.simulator.api import load_scenario, simulate, write_exports

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIRST, LAST = date(2025, 11, 3), date(2026, 2, 8)
SOLD = ("completed", "processing", "refunded")
METRICS = ("gross_sales", "discounts", "units", "orders")


@pytest.fixture(scope="module")
def simulated() -> Any:
    scenario = replace(load_scenario("maison_lavande"), orders_per_year=9_000)
    return simulate(scenario, 3, FIRST, LAST)


@pytest.mark.parametrize("layout", ["woocommerce", "prestashop", "shopify"])
def test_the_product_finds_what_happened(home: Path, simulated: Any, layout: str, tmp_path: Path) -> None:
    world, truth = simulated
    add_company(name="Maison", slug="maison")
    scope = operator_scope("maison")
    files = write_exports(world, tmp_path, [layout], is_clean=layout != "woocommerce")
    for path in sorted(files, key=lambda path: path.stem):
        report = import_file(scope, path, find_mapping(scope, None, path))
        assert report.rows_rejected == 0, path.name
    # Shopify states one amount of tax an order, whatever its rates: it is exact with tax alone.
    tax = "included" if layout == "shopify" else "excluded"
    found, expected = (
        by_month(scope, tax),
        with_tax(world) if layout == "shopify" else ledger(truth.lines.to_pylist()),
    )
    assert found.keys() == expected.keys()
    for month, wanted in expected.items():
        for name in ("orders", "units"):
            assert found[month][name] == wanted[name], (month, name)
        for name in ("gross_sales", "discounts"):
            assert found[month][name].quantize(Decimal("0.01")) * 100 == wanted[name], (month, name)


def by_month(scope: Scope, tax: str) -> dict[str, dict[str, Any]]:
    rows = run(scope, Query(METRICS, grain=Grain.MONTH, tax=tax)).rows
    return {f"{row.period:%Y-%m}": dict(row.values) for row in rows}


def with_tax(world: Any) -> dict[str, dict[str, int]]:
    order = {row["order"]: row for row in world.orders.to_pylist()}
    lines = [
        {
            **{name: order[line["order"]][name] for name in ("order", "status", "day")},
            "quantity": line["quantity"],
            "gross_sales": line["unit_price"] * line["quantity"],
            "discounts": line["discount"],
        }
        for line in world.lines.to_pylist()
    ]
    return ledger(lines)


def ledger(lines: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    months: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    orders: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if line["status"] in SOLD:
            month = f"{line['day']:%Y-%m}"
            months[month]["gross_sales"] += line["gross_sales"]
            months[month]["discounts"] += line["discounts"]
            months[month]["units"] += line["quantity"]
            orders[month].add(line["order"])
    return {month: {**sums, "orders": len(orders[month])} for month, sums in months.items()}
