"""comptoir customers …: what each customer may bring, marks, cohorts, segments; the published figures by the way
that every file takes."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comptoir.cli import main
from comptoir.core.companies.models import Company
from comptoir.decide.customers.tests.sample import read
from comptoir.decide.customers.tests.shop import customers_of, drawn, load, sale

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setattr("comptoir.web.preparation.prepare", lambda: None)

    def run(*words: str) -> str:
        assert main([*words, "--company", "boutique"]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def shop(company: Company) -> Company:
    load(company, drawn(customers_of(company)))
    return company


def test_lifetime_values(command: Any, shop: Company) -> None:
    asked = ("--at", "2026-10-31", "--horizon", "90", "--format", "json")
    told = json.loads(command("customers", "clv", *asked))
    assert (told["model"], told["unit"], told["value"]) == ("bg_nbd_gamma_gamma", "week", "net_sales")
    assert set(told["parameters"]) == {"r", "alpha", "a", "b", "p", "q", "v"}
    assert isinstance(told["log_likelihood"], float)
    assert set(told["customers"][0]) == {"customer", "expected_orders", "clv", "low", "high"}
    assert {one["customer"] for one in told["customers"]} <= {f"ref-{n}" for n in range(120)}
    values = [one["clv"] for one in told["customers"]]
    assert values == sorted(values, reverse=True)
    assert all(one["low"] <= one["high"] for one in told["customers"])
    assert told["backtest"]["days_held_out"] == 90


def test_marks_segments_and_cohorts(command: Any, shop: Company) -> None:
    rows = json.loads(command("customers", "rfm", "--at", "2026-10-31", "--format", "json"))
    assert rows["at"] == "2026-10-31"
    assert set(rows["customers"][0]) >= {"customer", "recency", "frequency", "value", "segment"}
    lines = command("customers", "segments", "--at", "2026-10-31", "--format", "csv").splitlines()
    assert lines[0] == "segment,label,customers,orders,sales,median_days_since_last"
    assert sum(int(line.split(",")[2]) for line in lines[1:]) == len(rows["customers"])
    cells = json.loads(command("customers", "cohorts", "--format", "json"))["cohorts"]
    assert {one["retention"] for one in cells if one["month"] == 0} == {1.0}


def test_without_enough_customers_it_says_so(command: Any, company: Company) -> None:
    load(company, [sale("A", date(2026, 1, 5), 1, 100)])
    told = json.loads(command("customers", "clv", "--format", "json"))
    assert told["inconclusive"] == "There are too few customers: 1, at least 50 are needed."
    assert (told["customers"], told["parameters"]) == ([], None)
    assert "too few customers" in command("customers", "clv")


def test_a_horizon_out_of_reach_is_refused(command: Any, company: Company) -> None:
    assert main(["customers", "clv", "--company", "boutique", "--horizon", "0"]) == 2
    assert main(["customers", "clv", "--company", "boutique", "--at", "yesterday"]) == 2


@pytest.mark.slow
def test_the_published_figures_come_by_the_import(
    command: Any, make_company: Any, shared_data: Path, tmp_path: Path
) -> None:
    """The sample as a file of orders, read by the generic mapping: purchases of 0 dollars stay purchases."""
    make_company("boutique", currency="USD", timezone="America/New_York")
    rows = read(shared_data / "cdnow" / "CDNOW_sample.txt")
    path = tmp_path / "orders.csv"
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["order_id", "customer_id", "ordered_at", "sku", "quantity", "unit_price", "currency"])
        lines.writerows([n, who, day, "CD", 1, money, "USD"] for n, (who, day, money) in enumerate(rows))
    report = json.loads(command("import", "orders", str(path), "--format", "json"))
    assert (report["rows_read"], report["rows_rejected"]) == (6919, 0)
    told = json.loads(
        command("customers", "clv", "--at", "1997-09-30", "--horizon", "273", "--format", "json")
    )
    found = told["parameters"]
    assert [found[name] for name in ["r", "alpha", "a", "b"]] == pytest.approx(
        [0.2426, 4.4135, 0.7929, 2.4258], rel=0.005
    )
    assert [found[name] for name in ["p", "q", "v"]] == pytest.approx([6.249, 3.745, 15.448], rel=0.005)
    assert told["log_likelihood"] == pytest.approx(-9582.43, abs=0.05)
    assert len(told["customers"]) == 2357
    # Two repeats, the last after 30.43 of 38.86 weeks; 39 weeks more.
    expected = {one["customer"]: one["expected_orders"] for one in told["customers"]}
    assert expected["0001"] == pytest.approx(1.2259, abs=0.002)
    test = told["backtest"]
    assert (test["days_held_out"], test["actual_orders"]) == (91, 711)
    assert test["expected_orders"] == pytest.approx(711, rel=0.05)
