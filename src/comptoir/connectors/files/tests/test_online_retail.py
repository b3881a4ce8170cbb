"""The rules of the Online Retail mapping: on a small file line by line, on the real one against plain SQL."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from comptoir.connectors.files.api import preset
from comptoir.connectors.files.staged import Staged
from comptoir.connectors.files.tests.support import counts_add_up, rows, staged

LONDON = ZoneInfo("Europe/London")
SAMPLE = Path(__file__).parent / "samples" / "online_retail.csv"


def read(path: Path) -> Staged:
    return staged(path, preset("online_retail"), "GBP", LONDON)


@pytest.fixture(scope="module")
def sample() -> Iterator[Staged]:
    with read(SAMPLE) as result:
        yield result


def test_lines_by_code_then_by_letter(sample: Staged) -> None:
    lines = rows(
        sample, "order_line", "order_id", "line_number", "kind", "sku", "gross_amount", "discount_amount"
    )
    money = Decimal
    assert sorted(lines) == [
        ("1001", 1, "product", "20685", money("15.90"), 0),
        ("1001", 2, "product", "20685", money("15.90"), 0),
        ("1001", 3, "product", "47503J ", money("4.25"), 0),
        ("1001", 4, "shipping", "POST", money("18.00"), 0),
        ("1002", 1, "product", "22423", money("12.75"), 0),
        ("1003", 1, "adjustment", "M", money("100"), 0),
        ("1003", 2, "discount", "D", 0, money("-5.00")),
        ("1003", 3, "adjustment", "m", money("-2.50"), 0),
        ("1008", 3, "product", "20685", money("7.95"), 0),
        ("A1006", 1, "adjustment", "B", money("11062.06"), 0),
        ("A1007", 1, "adjustment", "20685", money("-39.75"), 0),
        ("C1005", 1, "discount", "D", 0, money("30.50")),
        ("C1005", 2, "adjustment", "AMAZONFEE", money("-10"), 0),
    ]


def test_refunds_are_positive_on_their_own_day(sample: Staged) -> None:
    refunds = rows(
        sample, "refund", "refund_id", "line_number", "kind", "quantity", "amount", "day", "order_id"
    )
    assert sorted(refunds) == [
        ("C1004", 1, "product", Decimal(1), Decimal("7.95"), date(2011, 4, 2), None),
        ("C1004", 2, "shipping", Decimal(1), Decimal("50.00"), date(2011, 4, 2), None),
    ]


def test_orders_are_those_with_a_product_sold(sample: Staged) -> None:
    orders = rows(sample, "order", "order_id", "has_product", "gross_amount", "reference", "country")
    assert sorted(orders, key=lambda row: row[0]) == [
        ("1001", True, Decimal("36.05"), "13085", "United Kingdom"),
        ("1002", True, Decimal("12.75"), None, "France"),
        ("1003", False, 0, "14000", "Eire"),
        ("1008", True, Decimal("7.95"), None, "United Kingdom"),
        ("A1006", False, 0, None, "United Kingdom"),
        ("A1007", False, 0, None, "United Kingdom"),
        ("C1005", False, 0, "13085", "United Kingdom"),
    ]


def test_an_order_has_one_time_in_utc(sample: Staged) -> None:
    times = dict(rows(sample, "order", "order_id", "ordered_at"))
    assert times["1001"] == datetime(2011, 3, 26, 9, 0, tzinfo=UTC)
    # 01:30 did not exist that night in London: the clock went from 01:00 to 02:00.
    assert times["1002"] == datetime(2011, 3, 27, 1, 30, tzinfo=UTC)
    assert times["1003"] == datetime(2011, 3, 28, 9, 0, tzinfo=UTC)


def test_rejected_rows_are_kept_whole(sample: Staged) -> None:
    rejects = rows(
        sample, "rejects", "line", "column", "value", "reason", "unit", "line_number", order="line"
    )
    assert rejects == [
        (7, "Price", "0", "price_not_positive", "1002", 2),
        (8, "Quantity", "-1", "quantity_not_positive", "1002", 3),
        (9, "Price", "0", "price_not_positive", "1002", 4),
        (19, "Quantity", "many", "bad_number", "1008", 1),
        (20, "InvoiceDate", "2011-02-31 10:00:00", "bad_date", "1008", 2),
    ]
    (raw,) = rows(sample, "rejects", "raw", order="line")[0]
    assert raw == (
        '{"Invoice":"1002","StockCode":"DOT","Description":"DOTCOM POSTAGE","Quantity":"1",'
        '"InvoiceDate":"2011-03-27 01:30:00","Price":"0","CustomerID":null,"Country":"France"}'
    )


def test_every_row_is_accounted_for(sample: Staged) -> None:
    assert counts_add_up(sample)
    assert (sample.rows_read, sample.rows_rejected, sample.rows_repeated) == (20, 5, 0)
    stored = len(rows(sample, "order_line", "order_id")) + len(rows(sample, "refund", "refund_id"))
    assert stored == sample.rows_loaded == 15


def test_products_keep_the_last_name_seen(sample: Staged) -> None:
    assert sorted(rows(sample, "product", "sku", "name", "product_type")) == [
        ("20685", "RED DOORMAT", "goods"),
        ("22423", "CAKESTAND", "goods"),
        ("47503J ", "SET OF 3", "goods"),
    ]


RULES = """
    with coded as (
        select *, strftime(InvoiceDate, '%Y-%m') as month, left(Invoice, 1) as letter,
            cast(Quantity as decimal(18, 3)) as units,
            cast(cast(Price as decimal(18, 6)) * Quantity as decimal(18, 4)) as amount,
            StockCode in ('POST', 'DOT', 'C2') as is_shipping,
            StockCode = 'D' as is_discount,
            StockCode in ('M', 'm', 'ADJUST', 'ADJUST2', 'AMAZONFEE', 'BANK CHARGES', 'CRUK', 'B', 'S',
                'TEST001', 'TEST002') as is_adjustment
        from read_parquet($file)
    ), lines as (
        select *, not is_shipping and not is_discount and not is_adjustment as is_product,
            letter not in ('A', 'C') and Quantity > 0 and Price > 0 as is_sold
        from coded
    ), first_orders as (
        select CustomerID, min(month) as month from lines
        where is_product and is_sold and CustomerID is not null group by all
    )
    select month,
        sum(amount) filter (is_product and is_sold) as gross_sales,
        sum(units) filter (is_product and is_sold) as units,
        -sum(amount) filter (is_product and letter = 'C') as returns,
        -sum(amount) filter (is_discount) as discounts,
        coalesce(sum(amount) filter (is_shipping and is_sold), 0)
            + coalesce(sum(amount) filter (is_shipping and letter = 'C'), 0) as shipping,
        count(distinct Invoice) filter (is_product and is_sold) as orders,
        count(distinct CustomerID) filter (is_product and is_sold) as customers,
        (select count(*) from first_orders where first_orders.month = lines.month) as new_customers
    from lines group by month order by month
"""
OURS = """
    with sold as (select * from order_line where status = 'sold'),
    first_orders as (
        select customer, min(month) as month from "order"
        where has_product and customer is not null group by all
    ), months as (
        select month,
            sum(gross_amount) filter (kind = 'product') as gross_sales,
            sum(quantity) filter (kind = 'product') as units,
            sum(discount_amount) filter (kind in ('product', 'discount')) as discounts,
            sum(gross_amount - discount_amount) filter (kind = 'shipping') as shipped
        from sold group by month
    ), returned as (
        select month, sum(amount) filter (kind = 'product') as returns,
            coalesce(sum(amount) filter (kind = 'shipping'), 0) as unshipped
        from refund group by month
    ), placed as (
        select month, count(*) as orders, count(distinct customer) as customers
        from "order" where has_product and status = 'sold' group by month
    )
    select month, gross_sales, units, returns, discounts, shipped - coalesce(unshipped, 0) as shipping,
        orders, customers,
        (select count(*) from first_orders where first_orders.month = months.month) as new_customers
    from months left join returned using (month) left join placed using (month) order by month
"""


@pytest.fixture(scope="module")
def parquet(shared_data: Path) -> Path:
    return shared_data / "online_retail_II" / "online_retail_II_no_overlap.parquet"


@pytest.mark.slow
def test_real_months_equal_plain_sql_to_the_penny(parquet: Path) -> None:
    expected = duckdb.execute(RULES, {"file": str(parquet)}).fetchall()
    with read(parquet) as result:
        engine = duckdb.connect()
        for name, table in result.tables.items():
            engine.register(name, table.to_pyarrow())
        assert counts_add_up(result)
        assert result.rows_read == 1_044_847
    months = engine.execute(OURS).fetchall()
    assert len(months) == 25
    for ours, theirs in zip(months, expected, strict=True):
        # A month without a discount is null in one and 0.0000 in the other.
        assert [value or 0 for value in ours] == [value or 0 for value in theirs]


@pytest.mark.slow
def test_the_csv_with_its_repeated_week_gives_the_facts_of_the_parquet(parquet: Path) -> None:
    csv = parquet.parent / "online_retail_II.csv.gz"
    with read(csv) as first, read(parquet) as second:
        assert (first.rows_read, first.rows_repeated) == (1_067_370, 22_523)
        sections = rows(first, "repeated", "lines", "units")
        assert sum(lines for lines, _units in sections) == 22_523
        assert sum(units for _lines, units in sections) == 1_088
        assert first.rows_loaded == second.rows_loaded
        assert second.rows_repeated == 0
        for name in first.tables:
            engine = duckdb.connect()
            engine.register("ours", first.tables[name].to_pyarrow())
            engine.register("theirs", second.tables[name].to_pyarrow())
            for left, right in (("ours", "theirs"), ("theirs", "ours")):
                found = engine.execute(f"select count(*) from (from {left} except all from {right})")  # noqa: S608
                assert found.fetchone() == (0,), name


@pytest.mark.slow
def test_repeated_sections_are_kept_on_demand(parquet: Path) -> None:
    keeping = preset("online_retail").with_(repeats="keep")
    with staged(parquet.parent / "online_retail_II.csv.gz", keeping, "GBP", LONDON) as result:
        assert result.rows_repeated == 0
        assert result.rows_loaded + result.rows_rejected == 1_067_370
