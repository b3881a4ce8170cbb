"""What the tools around the shop report: audience, campaigns, searches, mails, shelves, voices."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from comptoir.simulator.api import load_scenario, simulate
from comptoir.simulator.offer import competitor_cents
from comptoir.simulator.tests.worlds import FIRST, last_after, lavande


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: table.to_pandas() for name, table in lavande()[2].tables.items()}


def test_visits_end_in_the_orders_of_the_site(tables):
    orders = tables["orders"]
    thanked = orders[(orders.sales_channel == "site") & (orders.status != "failed")]
    of_day = tables["sessions"].groupby(["day", "channel"]).purchases.sum()
    assert (
        thanked.groupby(["day", "traffic_channel"]).size().reindex(of_day.index, fill_value=0).equals(of_day)
    )
    steps = ["purchases", "checkouts", "carts", "product_views", "sessions"]
    for low, high in pairwise(steps):
        assert (tables["sessions"][low] <= tables["sessions"][high]).all()


def test_an_incident_of_measurement_hides_visits_that_took_place(tables):
    day = FIRST + timedelta(days=905)
    sessions = tables["sessions"].groupby("day")[["seen_sessions", "sessions"]].sum()
    seen = sessions.seen_sessions / sessions.sessions
    assert seen[day] < 0.5
    assert seen[FIRST + timedelta(days=890)] > 0.7


def test_platforms_claim_more_than_they_brought(tables):
    prepared = lavande()[0]
    ads = tables["ads"]
    assert (ads.clicks <= ads.impressions).all()
    assert (ads.cost > 0).all()
    claims = {one.name: one.claims for one in prepared.setting.scenario.campaigns}
    orders = tables["orders"]
    for kind, channel in (("brand", "sea_brand"), ("shopping", "shopping")):
        own = ads[ads.kind == kind]
        through = ((orders.traffic_channel == channel) & (orders.status != "failed")).sum()
        assert own.claimed_conversions.sum() == pytest.approx(
            through * claims[own.campaign.iloc[0]], rel=0.01
        )


def test_a_campaign_without_budget_costs_and_shows_nothing(tables):
    stopped = tables["ads"][tables["ads"].campaign == "Prospection - Art de vivre"]
    days = {FIRST + timedelta(days=number) for number in range(520, 548)}
    assert not days & set(stopped.day)


def test_more_budget_buys_dearer_clicks():
    scenario = load_scenario("maison_lavande").sized(6_000)
    table = simulate(scenario, 1, FIRST, last_after(301))[0].ads.to_pandas()
    table["number"] = (pd.to_datetime(table.day) - pd.Timestamp(FIRST)).dt.days
    own = table[table.campaign == "Prospection - Art de vivre"]
    usual, more = own[own.number.between(150, 205)], own[own.number.between(225, 295)]
    assert more.cost.sum() / more.clicks.sum() > 1.05 * usual.cost.sum() / usual.clicks.sum()


def test_the_shop_name_is_searched_most(tables):
    queries = tables["searches"].groupby("query")[["clicks", "impressions"]].sum()
    assert queries.clicks.idxmax() == "maison lavande"
    assert (tables["searches"].clicks <= tables["searches"].impressions).all()
    assert tables["searches"].position.between(1, 60).all()
    seo = tables["sessions"].query("channel == 'seo'").sessions.sum()
    assert 0.8 <= queries.clicks.sum() / seo <= 1.0


def test_mails(tables):
    mails = tables["mails"]
    for low, high in (("delivered", "sent"), ("opened", "delivered"), ("clicked", "opened")):
        assert (mails[low] <= mails[high]).all()
    total = mails[["delivered", "opened", "clicked", "unsubscribed", "complaints"]].sum()
    assert 0.15 <= total.opened / total.delivered <= 0.45
    assert 0.01 <= total.clicked / total.delivered <= 0.04
    assert 0.001 <= total.unsubscribed / total.delivered <= 0.003
    assert total.complaints / total.delivered < 0.001


def test_the_truth_names_mails_as_the_tool_does():
    world, truth = simulate(load_scenario("maison_lavande").sized(4_000), 1, FIRST, last_after(60))
    campaigns = truth.campaigns.to_pandas()
    known = set(world.mails["campaign"].to_pylist()) | set(world.ads["campaign"].to_pylist())
    assert set(campaigns[campaigns.kind != "promotion"].campaign) == known
    assert set(campaigns[campaigns.kind == "promotion"].campaign) == {"Black Friday", "Soldes d'hiver"}


def test_lost_sales_are_those_of_empty_shelves():
    world, truth = simulate(load_scenario("maison_lavande").sized(20_000), 1, FIRST, last_after(200))
    lost, shelf = truth.lost.to_pandas(), world.stock.to_pandas().set_index(["day", "sku"]).on_hand
    assert len(lost)
    assert (shelf.reindex(pd.MultiIndex.from_frame(lost[["day", "sku"]])) == 0).all()
    sold = truth.lines.to_pandas()
    net = (sold.gross_sales - sold.discounts).sum()
    assert 0.002 <= lost.sales.sum() / net <= 0.08


def test_prices_are_those_of_the_orders(tables):
    prices = tables["prices"].sort_values("day")
    lines = tables["lines"].merge(tables["orders"][["order", "day", "voucher", "sales_channel"]], on="order")
    lines = lines[lines.voucher.isna()].sample(2000, random_state=1)
    lines["day"], prices["day"] = pd.to_datetime(lines.day), pd.to_datetime(prices.day)
    joined = pd.merge_asof(lines.sort_values("day"), prices.sort_values("day"), on="day", by="sku")
    paid = (joined.unit_price * joined.quantity - joined.discount) / joined.quantity
    assert (paid == joined.price).all()


def test_competitors_stay_near_and_write_nines():
    prepared = lavande()[0]
    cents = competitor_cents(prepared.setting.catalogue, prepared.setting.competitor)
    assert (cents % 10 == 9).all()
    assert (
        0.7
        < np.quantile(prepared.setting.competitor, 0.01)
        < np.quantile(prepared.setting.competitor, 0.99)
        < 1.4
    )


def test_voices(tables):
    contacts, reviews = tables["contacts"], tables["reviews"]
    assert contacts["at"].is_monotonic_increasing
    assert contacts.reason.value_counts().idxmax() == "where_is_my_order"
    assert reviews.stars.between(1, 5).all()
    assert 4.0 <= reviews.stars.mean() <= 4.6
    late = tables["shipments"].query("delivered_on > promised_on").order
    assert reviews[reviews.order.isin(late)].stars.mean() < reviews.stars.mean() - 0.2
