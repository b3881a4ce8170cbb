"""The fees of settlements: what the simulated marketplace kept of each order, on the day of its booking."""

from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from comptoir.connectors.amazon.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.amazon import identifiers
from comptoir.simulator.facts import return_facts

HEADER = (
    "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t"
    "posted-date\torder-item-code\tsku\tcurrency\n"
)


BOTH = ["amazon_settlement_fees", "amazon_settlement_refunds"]


@pytest.mark.slow
def test_commissions(tmp_path: Path) -> None:
    orders = {
        row["order"]: row
        for row in lived().orders.to_pylist()
        if row["sales_channel"] == "Amazon" and row["status"] in ("completed", "processing", "refunded")
    }
    expected: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for row in lived().fees.to_pylist():
        if row["order"] in orders and row["kind"] == "commission" and row["amount"]:
            number = str(identifiers(np.array([row["order"]]))[0])
            expected[number, orders[row["order"]]["day"]] += Decimal(row["amount"]) / 100
    fees = []
    for path in exported(tmp_path, "marketplaces"):
        if path.name.startswith("versements"):
            found = read(path, LAYOUTS)
            assert (found.layouts, found.rejects) == (BOTH, [])
            fees += [row for row in found.facts if "fee_id" in row]
    assert {(row["order_id"], row["day"]): row["fee_amount"] for row in fees} == expected
    assert len({row["fee_id"] for row in fees}) == len(fees) > 20
    assert {(row["kind"], row["sales_channel"], row["fee_tax"], row["currency"]) for row in fees} == {
        ("marketplace", "Amazon.fr", 0, "EUR")
    }


def test_kinds_of_fees_and_what_is_none(tmp_path: Path) -> None:
    entries = [
        "1\t\t\t\t\t\t\t\t\t\tEUR",  # the report's own total
        "1\tOrder\t402-1\tAmazon.fr\tItemPrice\tPrincipal\t49,00\t02.03.2026\t77\tA\t",
        "1\tOrder\t402-1\tAmazon.fr\tItemFees\tCommission\t-7,35\t02.03.2026\t77\tA\t",
        "1\tOrder\t402-1\tAmazon.fr\tItemFees\tFBAPerUnitFulfillmentFee\t-3,10\t02.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemFees\tCommission\t7,35\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemFees\tRefundCommission\t-1,47\t09.03.2026\t77\tA\t",
        "1\tother-transaction\t\t\tother-transaction\tSubscription Fee\t-39,00\t01.03.2026\t\t\t",
        "1\tother-transaction\t\t\tother-transaction\tStorage Fee\t-1 012,50\t05.03.2026\t\t\t",
        "1\tother-transaction\t\t\tother-transaction\tCurrent Reserve Amount\t-500,00\t05.03.2026\t\t\t",
        "1\tServiceFee\t\t\tCost of Advertising\tTransactionTotalAmount\t-80,00\t05.03.2026\t\t\t",
        "1\tOrder\t402-2\tAmazon.fr\tItemFees\tCommission\tdeux\t02.03.2026\t78\tA\t",
    ]
    path = written(tmp_path, HEADER + "\n".join(entries) + "\n", "settlement.txt")
    found = read(path, LAYOUTS)
    told = [
        (row["kind"], row["day"], row["order_id"], row["fee_amount"])
        for row in found.facts
        if "fee_id" in row
    ]
    assert sorted(told, key=str) == [
        ("logistics", date(2026, 3, 2), "402-1", Decimal("3.1000")),
        ("logistics", date(2026, 3, 5), None, Decimal("1012.5000")),
        ("marketplace", date(2026, 3, 2), "402-1", Decimal("7.3500")),
        ("marketplace", date(2026, 3, 9), "402-1", Decimal("-7.3500")),
        ("marketplace", date(2026, 3, 9), "402-1", Decimal("1.4700")),
        ("subscription", date(2026, 3, 1), None, Decimal("39.0000")),
    ]
    assert {
        row["charged_at"] for row in found.facts if row.get("fee_id") and row["day"] == date(2026, 3, 1)
    } == {datetime(2026, 2, 28, 23, tzinfo=UTC)}
    assert found.rejects == [(12, "amount", "bad_number")]


@pytest.mark.slow
def test_refunds(tmp_path: Path) -> None:
    """What the simulated shop gave back there, to the cent, without tax and with it, on the day of its booking."""
    world = lived()
    orders = {row["order"]: row for row in world.orders.to_pylist() if row["sales_channel"] == "Amazon"}
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for row in world.refunds.to_pylist():
        if row["order"] in orders:
            number = str(identifiers(np.array([row["order"]]))[0])
            expected[number, "shipping"] += row["shipping"]
            expected[number, "gesture"] += row["gesture"]
    lines = {(row["order"], row["line"], row["day"]): row for row in return_facts(world).to_pylist()}
    for (order, _line, _day), row in lines.items():
        if order in orders:
            expected[str(identifiers(np.array([order]))[0]), "product"] += row["returns"] + row["tax"]
    read_, net = defaultdict(int), 0
    for path in exported(tmp_path, "marketplaces"):
        if path.name.startswith("versements"):
            for row in read(path, LAYOUTS).facts:
                if "refund_id" in row:
                    read_[row["order_id"], row["kind"]] += round((row["amount"] + row["tax"]) * 100)
                    net += round(row["amount"] * 100) if row["kind"] == "product" else 0
    assert read_ == {key: amount for key, amount in expected.items() if amount}
    assert {kind for _order, kind in read_} >= {"product"}
    assert len(read_) > 3
    assert net == sum(row["returns"] for key, row in lines.items() if key[0] in orders)


def test_entries_of_a_refund(tmp_path: Path) -> None:
    """Taxes and promotions are of their line; a fee given back is none; what comes again on another day is another."""
    entries = [
        "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tPrincipal\t-40,00\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tTax\t-8,00\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tPromotion\tPrincipal\t5,00\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tPrincipal\t-10,00\t09.03.2026\t78\tB\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tShipping\t-4,00\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemFees\tCommission\t7,35\t09.03.2026\t77\tA\t",
        "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tGoodwill\t-3,00\t12.03.2026\t77\tA\t",
        "1\tOrder\t402-1\tAmazon.fr\tItemPrice\tPrincipal\t49,00\t02.03.2026\t77\tA\t",
    ]
    path = written(tmp_path, HEADER + "\n".join(entries) + "\n", "settlement.txt")
    rows = [row for row in read(path, LAYOUTS).facts if "refund_id" in row]
    told = [
        (row["day"].day, row["line_number"], row["kind"], row["sku"], row["amount"], row["tax"])
        for row in rows
    ]
    assert sorted(told) == [
        (9, 1, "product", "A", 35, 8),
        (9, 2, "product", "B", 10, 0),
        (9, 3, "shipping", "A", 4, 0),
        (12, 1, "gesture", "A", 3, 0),
    ]
    assert {row["refund_id"] for row in rows} == {"402-1|2026-03-09", "402-1|2026-03-12"}
    assert {row["quantity"] for row in rows} == {0}
