"""Maison Lavande lies in the ranges that were published for French or European shops; sources: docs/simulator.md."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from comptoir.simulator.tests.worlds import lavande


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    frames = {name: table.to_pandas() for name, table in lavande()[2].tables.items()}
    lines, orders = frames["lines"], frames["orders"]
    lines["paid"] = lines.unit_price * lines.quantity - lines.discount
    orders["goods"] = lines.groupby("order").paid.sum().reindex(orders.order).to_numpy()
    orders["day"] = pd.to_datetime(orders.day)
    frames["sold"] = orders[orders.status.isin(["completed", "processing", "refunded"])]
    frames["own"] = frames["sold"][frames["sold"].sales_channel == "site"]
    return frames


@pytest.mark.slow
def test_basket(tables):
    assert 60 <= tables["own"].goods.mean() / 100 <= 75


def test_conversion(tables):
    sessions = tables["sessions"]
    assert 0.010 <= sessions.purchases.sum() / sessions.sessions.sum() <= 0.030
    of_device = sessions.groupby("device")[["purchases", "sessions"]].sum()
    rate = of_device.purchases / of_device.sessions
    assert 1.3 <= rate["desktop"] / rate["mobile"] <= 2.5


def test_most_baskets_are_abandoned(tables):
    sessions = tables["sessions"]
    assert 0.65 <= 1 - sessions.purchases.sum() / sessions.carts.sum() <= 0.85


def test_returns(tables):
    sold = tables["sold"]
    mature = sold[sold.day < sold.day.max() - pd.Timedelta(days=60)]
    back = tables["refund_lines"].groupby("order").amount.sum().reindex(mature.order).fillna(0)
    assert 0.04 <= back.sum() / mature.goods.sum() <= 0.10
    products = tables["products"].set_index("sku").category
    lines, returned = tables["lines"], tables["refund_lines"]
    rate = (
        returned.groupby(returned.sku.map(products)).amount.sum()
        / lines.groupby(lines.sku.map(products)).paid.sum()
    )
    assert rate["Linge de maison"] > 3 * rate["Tisanes et épicerie fine"]


def test_repeat_within_a_year(tables):
    own = tables["own"].sort_values("ordered_at")
    first = own.groupby("customer").day.min()
    second = own[own.duplicated("customer")].groupby("customer").day.min()
    cohort = first[
        first.between(first.min() + pd.Timedelta(days=200), own.day.max() - pd.Timedelta(days=365))
    ]
    repeat = ((second.reindex(cohort.index) - cohort).dt.days <= 365).mean()
    assert 0.15 <= repeat <= 0.30


def test_channels(tables):
    visits = tables["sessions"].groupby("channel").sessions.sum()
    share = visits / visits.sum()
    assert 0.30 <= share["seo"] <= 0.50
    assert 0.12 <= share["direct"] <= 0.40
    assert 0.15 <= share[["sea_brand", "sea_generic", "shopping"]].sum() <= 0.30
    assert 0.02 <= share["email"] <= 0.10
    assert 0.02 <= share["social"] <= 0.10
    orders = tables["sessions"].groupby("channel").purchases.sum()
    rate = orders / visits
    assert rate["email"] > rate["seo"] > rate["social"]


def test_weekdays(tables):
    of_day = tables["sold"].groupby(tables["sold"].day.dt.day_of_week).size()
    relative = of_day / of_day.mean()
    assert relative.idxmin() == 5  # Saturday is the quietest
    assert relative[[0, 1, 2, 3]].min() > relative[[5, 6]].max()
    assert relative.between(0.8, 1.2).all()


def test_end_of_the_year(tables):
    year = tables["sold"][tables["sold"].day < "2025-11-22"]
    month = year.groupby(year.day.dt.month).size() / len(year)
    assert 0.20 <= month[[11, 12]].sum() <= 0.33
    assert month.idxmin() in {2, 8}


def test_black_friday_is_the_day_of_the_year(tables):
    of_day = tables["sold"].groupby("day").size()
    assert of_day.loc["2024"].idxmax() == pd.Timestamp("2024-11-29")
    assert 2.5 <= of_day["2024-11-29"] / of_day.loc["2024"].mean() <= 6


def test_few_products_and_customers_make_most_sales(tables):
    sales = tables["lines"].groupby("sku").paid.sum().sort_values(ascending=False)
    assert 0.55 <= sales.iloc[: len(sales) // 5].sum() / sales.sum() <= 0.85
    spent = tables["own"].groupby("customer").goods.sum().sort_values(ascending=False)
    assert 0.45 <= spent.iloc[: len(spent) // 5].sum() / spent.sum() <= 0.80


def test_who_bought_today_does_not_buy_tomorrow_as_readily_as_in_a_month(tables):
    """A memoryless process would have its most frequent gap at the shortest ones."""
    own = tables["own"].sort_values("ordered_at")
    gap = own.groupby("customer").day.diff().dt.days.dropna()
    weeks = np.bincount((gap // 7).astype(int), minlength=10)
    assert weeks[0] < 0.6 * weeks[1:8].max()
    assert weeks[:8].argmax() >= 2


def test_prices_look_like_a_shop(tables):
    price = tables["products"].price
    assert set(price % 100) <= {0, 50, 90}
    assert 0.5 <= (price % 100 == 90).mean() <= 0.8
    first = price.astype(str).str[0].astype(int)
    assert (first <= 3).mean() > 0.5  # small first digits lead, as in life
    assert first.nunique() >= 7


def test_the_audience_tool_sees_less_than_there_is(tables):
    sessions = tables["sessions"]
    coverage = sessions.groupby("day")[["seen_purchases", "purchases"]].sum().sum()
    assert 0.70 <= coverage.seen_purchases / coverage.purchases <= 0.90
    for seen, true in (
        ("seen_sessions", "sessions"),
        ("seen_carts", "carts"),
        ("seen_purchases", "purchases"),
    ):
        assert (sessions[seen] <= sessions[true]).all()
    steps = ["seen_purchases", "seen_checkouts", "seen_carts", "seen_sessions"]
    assert all((sessions[low] <= sessions[high]).all() for low, high in pairwise(steps))


def test_late_parcels_and_refused_payments(tables):
    parcels = tables["shipments"].dropna()
    assert 0.03 <= (parcels.delivered_on > parcels.promised_on).mean() <= 0.12
    assert (parcels.shipped_on <= parcels.delivered_on).all()
    assert 0.01 <= (tables["orders"].status == "failed").mean() <= 0.05
