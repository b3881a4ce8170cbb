"""Commissions that a list of orders tells: fees of the marketplace, once, and margins that come from them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from comptoir.connectors.files.api import Mapping, preset
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain
from comptoir.entities.registry import entity
from comptoir.measure.costs.api import CostKind, Draft, add_rule
from comptoir.measure.ingest.api import ImportReport, import_file
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import arrow_schema, current_snapshot, open_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "Date de création;Numéro de commande;Statut;Quantité;Référence offre;Montant produit;Taux de TVA;Commission HT"
ONE = "2026-03-02 10:00:00;1-A;Reçue;1;A;120.00;20;15.00\n2026-03-02 10:00:00;1-A;Reçue;1;B;60.00;20;7.50\n"
TWO = "2026-03-03 10:00:00;2-A;Reçue;1;A;120.00;20;16.00\n"

type Load = Callable[[str], ImportReport]


@pytest.fixture
def load(scope: Scope, tmp_path: Path) -> Load:
    def run(rows: str, header: str = HEADER, mapping: Mapping | None = None) -> ImportReport:
        path = tmp_path / "orders.csv"
        path.write_text(f"{header}\n{rows}", encoding="utf-8")
        return import_file(scope, path, mapping or preset("mirakl"))

    return run


def fees(scope: Scope) -> list[tuple[str, str, Decimal]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        rows = reader.table("fee").order_by("fee_id").to_pyarrow().to_pylist()
    return [(row["order_id"], row["sku"], row["fee_amount"]) for row in rows]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows_read, report.rows_loaded, report.rows_unchanged, report.rows_rejected


@pytest.mark.slow
def test_each_order_has_its_commissions_once(load: Load, scope: Scope) -> None:
    assert counts(load(ONE + TWO)) == (3, 3, 0, 0)
    first = [("1-A", "A", Decimal(15)), ("1-A", "B", Decimal("7.5")), ("2-A", "A", Decimal(16))]
    assert fees(scope) == first
    known = current_snapshot(scope)
    assert counts(load(ONE + TWO)) == (3, 0, 3, 0)
    assert (fees(scope), current_snapshot(scope)) == (first, known)
    # The other way round: a line's place is no reason to change.
    assert counts(load(TWO + "\n".join(reversed(ONE.splitlines())) + "\n")) == (3, 0, 3, 0)
    assert fees(scope) == first


@pytest.mark.slow
def test_the_last_file_of_an_order_tells_its_commissions(load: Load, scope: Scope) -> None:
    load(ONE + TWO)
    # Another commission alone is a change of its order; a cancelled order has none any more.
    assert counts(load(ONE.replace("7.50", "6.25") + TWO)) == (3, 2, 1, 0)
    assert fees(scope) == [
        ("1-A", "A", Decimal(15)),
        ("1-A", "B", Decimal("6.25")),
        ("2-A", "A", Decimal(16)),
    ]
    load(ONE.replace("Reçue", "Annulée"))
    assert fees(scope) == [("2-A", "A", Decimal(16))]
    # A file without the column says nothing of them.
    load("2026-03-03 10:00:00;2-A;Reçue;2;A;240.00;20\n", HEADER.removesuffix(";Commission HT"))
    assert fees(scope) == [("2-A", "A", Decimal(16))]


def test_margins_of_the_marketplace_come_from_them(load: Load, scope: Scope) -> None:
    """They win over a rule, order by order; where the file says none the rule holds."""
    costs = [
        {"source": "costs", "sku": sku, "valid_from": date(2025, 1, 1), "unit_cost": cost, "currency": "EUR"}
        for sku, cost in (("A", Decimal(30)), ("B", Decimal(20)))
    ]
    with writer(scope) as batch:
        batch.append("product_cost", pa.Table.from_pylist(costs, arrow_schema(entity("product_cost"))))
        batch.commit("test", {})
    year = date(2026, 1, 1)
    add_rule(scope, Draft(CostKind.MARKETPLACE, year, share=Decimal("0.5"), sales_channel="Mirakl"))
    add_rule(scope, Draft(CostKind.PAYMENT, year, share=Decimal(0), sales_channel="Mirakl"))
    add_rule(scope, Draft(CostKind.LOGISTICS, year, per_order=Decimal(5)))
    load(ONE + TWO + "2026-03-04 10:00:00;3-A;Reçue;1;A;120.00;20;\n")
    found = run(scope, Query(("cm1", "cm2"), by=("sales_channel",), grain=Grain.DAY)).to_json()["rows"]
    # 150 of sales, 50 of goods, 22.50 kept, a parcel; 100, 30, 16, a parcel; 100, 30, half of 120, a parcel.
    assert [tuple(row.values()) for row in found] == [
        ("2026-03-02", "Mirakl", "100.00", "72.50"),
        ("2026-03-03", "Mirakl", "70.00", "49.00"),
        ("2026-03-04", "Mirakl", "70.00", "5.00"),
    ]
