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

HEADER = (
    "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t"
    "posted-date\torder-item-code\tsku\tcurrency\n"
)


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
            assert (found.layouts, found.rejects) == (["amazon_settlement_fees"], [])
            fees += found.facts
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
    told = [(row["kind"], row["day"], row["order_id"], row["fee_amount"]) for row in found.facts]
    assert sorted(told, key=str) == [
        ("logistics", date(2026, 3, 2), "402-1", Decimal("3.1000")),
        ("logistics", date(2026, 3, 5), None, Decimal("1012.5000")),
        ("marketplace", date(2026, 3, 2), "402-1", Decimal("7.3500")),
        ("marketplace", date(2026, 3, 9), "402-1", Decimal("-7.3500")),
        ("marketplace", date(2026, 3, 9), "402-1", Decimal("1.4700")),
        ("subscription", date(2026, 3, 1), None, Decimal("39.0000")),
    ]
    assert {row["charged_at"] for row in found.facts if row["day"] == date(2026, 3, 1)} == {
        datetime(2026, 2, 28, 23, tzinfo=UTC)
    }
    assert found.rejects == [(12, "amount", "bad_number")]
