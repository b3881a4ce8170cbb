"""A real shop's export, as figures: equal, to the penny, to an independent SQL over the file."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.periods import Grain
from comptoir.measure.ingest.api import import_file
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MONEY = ("gross_sales", "returns", "shipping", "discounts")
COUNTS = ("orders", "units", "customers", "new_customers")

RULES = """
WITH line AS (
    SELECT
        Invoice AS invoice,
        Quantity AS quantity,
        CAST(Price AS DECIMAL(18, 4)) AS price,
        CustomerID AS customer,
        strftime(InvoiceDate, '%Y-%m-01') AS month,
        left(Invoice, 1) = 'C' AS is_credit,
        left(Invoice, 1) = 'A' AS is_adjusted,
        CASE
            WHEN StockCode IN ('POST', 'DOT', 'C2') THEN 'shipping'
            WHEN StockCode = 'D' THEN 'discount'
            WHEN StockCode IN (
                'M', 'm', 'ADJUST', 'ADJUST2', 'AMAZONFEE', 'BANK CHARGES', 'CRUK', 'B', 'S', 'TEST001', 'TEST002'
            ) THEN 'adjustment'
            ELSE 'product'
        END AS class
    FROM read_parquet($file)
),
sold AS (
    SELECT * FROM line
    WHERE class = 'product' AND NOT is_credit AND NOT is_adjusted AND quantity > 0 AND price > 0
),
sales AS (
    SELECT month, sum(quantity * price) AS gross_sales, sum(quantity) AS units,
        count(DISTINCT invoice) AS orders, count(DISTINCT customer) AS customers
    FROM sold GROUP BY month
),
first AS (SELECT customer, min(month) AS month FROM sold WHERE customer IS NOT NULL GROUP BY customer),
newcomers AS (SELECT month, count(*) AS new_customers FROM first GROUP BY month),
returned AS (
    SELECT month, -sum(quantity * price) AS returns FROM line
    WHERE class = 'product' AND is_credit GROUP BY month
),
shipped AS (
    SELECT month, sum(quantity * price) AS shipping FROM line
    WHERE class = 'shipping' AND (is_credit OR price > 0) GROUP BY month
),
reduced AS (
    SELECT month, -sum(quantity * price) AS discounts FROM line WHERE class = 'discount' GROUP BY month
)
SELECT month, gross_sales, coalesce(returns, 0) AS returns, coalesce(shipping, 0) AS shipping, orders, units,
    customers, coalesce(new_customers, 0) AS new_customers, coalesce(discounts, 0) AS discounts
FROM sales LEFT JOIN newcomers USING (month) LEFT JOIN returned USING (month) LEFT JOIN shipped USING (month)
    LEFT JOIN reduced USING (month)
ORDER BY month
"""


@pytest.fixture
def shop(home: Path) -> Scope:
    Company.objects.create(slug="shop", name="Shop", currency="GBP", timezone="Europe/London", country="GB")
    return operator_scope("shop")


@pytest.fixture
def files(shared_data: Path) -> Path:
    return shared_data / "online_retail_II"


def by_month(scope: Scope) -> list[dict[str, Any]]:
    rows = run(scope, Query((*MONEY, *COUNTS, "aov"), grain=Grain.MONTH)).rows
    return [{"month": row.period.isoformat()} | dict(row.values) for row in rows]


def pennies(value: Any) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def fingerprint(scope: Scope) -> list[tuple[Any, ...]]:
    """Counts and exact sums of every fact, by month."""
    answers = []
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        for name, amount in (("order", "gross_amount"), ("order_line", "gross_amount"), ("refund", "amount")):
            table = reader.table(name)
            rows = table.group_by("month").aggregate(
                n=table.count(), total=table[amount].sum(), customers=table.customer_key.nunique()
            )
            answers += [(name, *row.values()) for row in rows.order_by("month").to_pyarrow().to_pylist()]
    return answers


def test_figures_equal_an_independent_query(shop: Scope, files: Path) -> None:
    path = files / "online_retail_II_no_overlap.parquet"
    report = import_file(shop, path, preset("online_retail"))
    assert (report.rows_read, report.rows_repeated) == (1_044_847, 0)
    assert report.rows_loaded + report.rows_rejected == report.rows_read
    asked = duckdb.execute(RULES, {"file": str(path)})
    names = [column[0] for column in asked.description]
    expected = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    ours = by_month(shop)
    assert [row["month"] for row in ours] == [row["month"] for row in expected]
    for row, other in zip(ours, expected, strict=True):
        for name in MONEY:
            assert pennies(row[name]) == pennies(other[name]), (row["month"], name)
        for name in COUNTS:
            assert row[name] == other[name], (row["month"], name)
        basket = (other["gross_sales"] - other["discounts"]) / other["orders"]
        assert pennies(row["aov"]) == pennies(basket), row["month"]


def test_csv_and_parquet_in_any_order_give_the_same_facts(shop: Scope, files: Path) -> None:
    csv, parquet = files / "online_retail_II.csv.gz", files / "online_retail_II_no_overlap.parquet"
    report = import_file(shop, csv, preset("online_retail"))
    assert report.rows_repeated == 22_523
    known, named = fingerprint(shop), current_snapshot(shop)
    for path in (parquet, csv, parquet):
        again = import_file(shop, path, preset("online_retail"))
        assert again.rows_loaded == 0, path
        assert current_snapshot(shop) == named
    assert fingerprint(shop) == known
