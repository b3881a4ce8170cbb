"""GA4 and Google Ads on loopback, from the key to the figures that a director reads: by Google's own clients."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import Connection, add_connection, change_connection, kept_answers
from comptoir.connectors.ga4.tests.property import NUMBER, Property, Visits, open_property
from comptoir.connectors.google.tests.calling import refuse
from comptoir.connectors.google_ads.tests.account import Account, Day, failing, open_account
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.core import clock
from comptoir.core.companies.api import Role, Scope
from comptoir.core.periods import Period
from comptoir.measure.ingest.api import import_export
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.sync import reading, replaying
from comptoir.measure.sync.api import replay, statuses, sync, try_connection
from comptoir.measure.sync.queries import status_of
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_the_morning() -> Iterator[None]:
    """At midnight the days of the company and of Google's clocks part."""
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def hurried(settings, monkeypatch) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    for vendor in ("ga4", "google_ads", "woocommerce"):
        source = replace(SOURCES[vendor], rate=Rate(per_second=10_000, retries=1, longest_wait=0.01))
        monkeypatch.setitem(SOURCES, vendor, source)


@pytest.fixture
def ga4(monkeypatch) -> Iterator[Property]:
    with open_property(monkeypatch) as made:
        yield made


@pytest.fixture
def ads(monkeypatch) -> Iterator[Account]:
    with open_account(monkeypatch) as made:
        yield made


def connected(scope: Scope, **values: str) -> Connection:
    vendor = "ga4" if "property" in values else "google_ads"
    return add_connection(scope, vendor, values)


def ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table(entity).to_pyarrow().to_pylist()


def figures(scope: Scope, *metrics: str, by: str, days: int) -> dict[str | None, tuple[Any, ...]]:
    """Of the days before today, from so many days ago on."""
    found = run(scope, Query(metrics, (by,) if by else (), period=Period(ago(days), ago(1))))
    return {row.dimensions.get(by): tuple(row.values[name] for name in metrics) for row in found.rows}


def test_sessions_by_channel(scope, ga4) -> None:
    ga4.visits = [
        Visits(ago(days), channel=channel, counts=(sessions, 3 * sessions, 4, 2, 1, Decimal("59.9")))
        for days in range(1, 41)
        for channel, sessions in (("Organic Search", 30), ("Cross-network", 20), ("Unassigned", 5))
    ]
    held = connected(scope, property=NUMBER, key=ga4.issuer.key)
    assert try_connection(scope, held.pk) == "GA4 123456789 (Europe/Paris, EUR)"
    report = sync(scope, held.pk)
    # The days from the first that GA4 knows to today, which has nothing yet.
    assert (report.rows_read, report.rows_loaded, report.rows_rejected) == (41, 40, 0)
    assert figures(scope, "sessions", "page_views", by="traffic_channel", days=40) == {
        "organic_search": (1200, 3600),
        "paid_shopping": (800, 2400),
        "other": (200, 600),
    }
    [(conversion,)] = figures(scope, "conversion_rate", by="", days=40).values()
    assert conversion == pytest.approx(Decimal(120) / 2200, abs=Decimal("0.000001"))


def test_what_ga4_mends_within_72_hours_is_read_again_and_nothing_else(scope, ga4) -> None:
    ga4.visits = [Visits(ago(days)) for days in range(1, 41)]
    held = connected(scope, property=NUMBER, key=ga4.issuer.key)
    sync(scope, held.pk)
    before = current_snapshot(scope).number
    ga4.asked.clear()
    report = sync(scope, held.pk)
    assert (report.rows_read, report.rows_loaded) == (4, 0)
    assert current_snapshot(scope).number == before
    assert [asked.date_ranges[0].start_date for asked in ga4.asked] == ["yesterday", str(ago(3))]
    ga4.visits.append(Visits(ago(2), channel="Email"))
    assert sync(scope, held.pk).rows_loaded == 1
    assert figures(scope, "sessions", by="traffic_channel", days=3) == {
        "organic_search": (30,),
        "email": (10,),
    }


def test_reading_all_again_changes_nothing(scope, ga4, ads) -> None:
    ga4.visits = [Visits(ago(days)) for days in range(1, 41)]
    ads.days = [Day(ago(days)) for days in range(1, 41)]
    audience = connected(scope, property=NUMBER, key=ga4.issuer.key)
    spend = connected(scope, customer="1234567890", key=ads.issuer.key)
    for held in (audience, spend):
        sync(scope, held.pk)
    before = current_snapshot(scope).number
    for held in (audience, spend):
        assert sync(scope, held.pk, full=True).rows_loaded == 0
    assert current_snapshot(scope).number == before


def test_purchases_that_ga4_sees_are_set_against_the_shops_orders(scope, ga4) -> None:
    shop = Shop(clock=NOW - timedelta(days=2))
    for number in range(1, 9):
        shop.order(number)
    days = {date.fromisoformat(one["date_created_gmt"][:10]) for one in shop.orders.values()}
    ga4.visits = [Visits(min(days), counts=(100, 300, 20, 9, 6, Decimal(300)))]
    with open_shop(shop) as server:
        values = {"address": server.address, "key": "ck_1", "secret": "cs_1"}
        sync(scope, add_connection(scope, "woocommerce", values).pk)
    sync(scope, connected(scope, property=NUMBER, key=ga4.issuer.key).pk)
    [(coverage,)] = figures(scope, "tracking_coverage", by="", days=3).values()
    assert coverage == Decimal("0.75")


def test_spend_by_campaign(scope, ads) -> None:
    campaigns = [
        Day(ago(1), 11, "Marque", cost_micros=10_250_000),
        Day(ago(1), 12, "Hors marque", cost_micros=7_333_333),
        Day(ago(1), 13, "Toute la gamme", "PERFORMANCE_MAX", cost_micros=40_000_000),
    ]
    ads.days = [replace(one, day=ago(days)) for one in campaigns for days in range(1, 6)]
    held = connected(scope, customer="123-456-7890", key=ads.issuer.key, value_tax="20")
    assert try_connection(scope, held.pk) == "Maison Savon"
    report = sync(scope, held.pk)
    assert (report.rows_loaded, report.rows_rejected) == (5, 0)
    assert figures(scope, "ad_spend", by="campaign", days=5) == {
        "Marque": (Decimal("51.25"),),
        "Hors marque": (Decimal("36.6665"),),
        "Toute la gamme": (Decimal("200.00"),),
    }
    assert {row["traffic_channel"] for row in rows(scope, "ad_spend")} == {
        "paid_search_brand",
        "paid_search",
        "paid_shopping",
    }
    # 120 euros with 20 % of tax are 100 without.
    [(roas,)] = figures(scope, "roas_platform", by="", days=5).values()
    assert roas == pytest.approx(Decimal(1500) / Decimal("287.9165"), abs=Decimal("0.00001"))


def test_a_rate_of_tax_that_is_given_later_holds_for_what_is_kept(scope, ads, monkeypatch) -> None:
    monkeypatch.setattr(replaying, "INSTALMENT", 20)
    ads.days = [Day(ago(days), value=120.0) for days in range(60, 0, -1)]
    held = connected(scope, customer="1234567890", key=ads.issuer.key)
    sync(scope, held.pk)
    assert {row["credited_amount"] for row in rows(scope, "ad_spend")} == {None}
    change_connection(scope, held, {"customer": "1234567890", "value_tax": "20"})
    ads.asked.clear()
    assert replay(scope, held.pk).report.rows_loaded == 60
    found = [(row["credited_amount"], row["credited_tax"]) for row in rows(scope, "ad_spend")]
    assert found == [(Decimal(100), Decimal(20))] * 60
    assert ads.asked == []


def test_conversions_that_come_late_are_read_for_thirty_days(scope, ads) -> None:
    ads.days = [Day(ago(days), conversions=1.0) for days in range(60, 0, -1)]
    held = connected(scope, customer="1234567890", key=ads.issuer.key)
    sync(scope, held.pk)
    ads.asked.clear()
    ads.change(60 - 25, conversions=4.0)
    report = sync(scope, held.pk)
    assert (report.rows_read, report.rows_loaded) == (31, 1)
    assert not any(str(ago(31)) in query for query in ads.asked)
    credited = {row["day"]: row["credited_orders"] for row in rows(scope, "ad_spend")}
    assert (credited[ago(25)], credited[ago(24)], len(credited)) == (4, 1, 60)


def test_an_account_in_another_currency(scope, ads) -> None:
    ads.currency = "GBP"
    ads.days = [Day(ago(1))]
    sync(scope, connected(scope, customer="1234567890", key=ads.issuer.key).pk)
    [row] = rows(scope, "ad_spend")
    assert (row["spend_amount"], row["currency"], row["account_id"]) == (
        Decimal("12.34"),
        "GBP",
        "123-456-7890",
    )


def test_what_came_before_a_refusal_stays_and_is_gone_on_from(scope, ads, monkeypatch) -> None:
    monkeypatch.setattr(reading, "INSTALMENT", 20)
    ads.days = [Day(ago(days)) for days in range(60, 0, -1)]
    held = connected(scope, customer="1234567890", key=ads.issuer.key, first_day=str(ago(60)))
    ads.first = [
        lambda context: None,
        lambda context: None,
        *[failing("quota_error", "RESOURCE_EXHAUSTED", "RESOURCE_EXHAUSTED", 3_600)],
    ]
    with pytest.raises(TransientError, match="does not answer now"):
        sync(scope, held.pk)
    assert len(rows(scope, "ad_spend")) == 28
    [status] = statuses(scope)
    assert not status.held.is_permanent
    sync(scope, held.pk)
    assert len(rows(scope, "ad_spend")) == 60
    assert statuses(scope)[0].held.failure == ""


def test_a_connection_that_is_refused_says_what_to_do_and_no_secret(scope, ga4, ads) -> None:
    ga4.first = [refuse("PERMISSION_DENIED", "User does not have sufficient permissions for this property.")]
    ads.first = [failing("authorization_error", "CUSTOMER_NOT_ENABLED", "PERMISSION_DENIED")]
    for values in (
        {"property": NUMBER, "key": ga4.issuer.key},
        {"customer": "1234567890", "key": ads.issuer.key},
    ):
        with pytest.raises(PermanentError):
            sync(scope, connected(scope, **values).pk)
    said = {status.source.vendor: (status.freshness, status.held.failure) for status in statuses(scope)}
    assert {state for state, _failure in said.values()} == {"broken"}
    assert "as Viewer" in said["ga4"][1]
    assert "123-456-7890 is not open" in said["google_ads"][1]
    assert "PRIVATE KEY" not in str(said)


REPORT = "Day,Campaign,Campaign ID,Campaign type,Currency code,Cost,Impr.,Clicks,Conversions"


@pytest.mark.parametrize(
    ("column", "is_file_first"),
    [
        ("", True),
        ("", False),
        ("123-456-7890", True),
        ("123-456-7890", False),
        # Dropped later, a name alone is not known for this account's.
        ("Maison Savon", True),
    ],
)
def test_a_file_and_the_interface_tell_of_one_day_once(scope, ads, tmp_path, column, is_file_first) -> None:
    ads.days = [Day(ago(1), cost_micros=10_000_000), Day(ago(2), cost_micros=10_000_000)]
    header = {"": "", "Maison Savon": ",Account", "123-456-7890": ",Customer ID"}[column]
    row = f"{ago(1)},Hors marque - Savons,11,Search,EUR,10.00,900,40,2.5{',' if column else ''}{column}"
    path = tmp_path / "report.csv"
    path.write_text(f"{REPORT}{header}\n{row}\n")
    if is_file_first:
        import_export(scope, path)
    sync(scope, connected(scope, customer="123-456-7890", key=ads.issuer.key).pk)
    if not is_file_first:
        import_export(scope, path)
    assert figures(scope, "ad_spend", by="", days=5) == {None: (Decimal("20.00"),)}


def test_a_file_of_ga4_without_a_property_is_of_the_one_that_is_connected(scope, ga4, tmp_path) -> None:
    path = tmp_path / "ga4.csv"
    path.write_text(f"Date,Session default channel group,Sessions\n{ago(1):%Y%m%d},Email,7\n")
    import_export(scope, path)
    ga4.visits = [Visits(ago(1)), Visits(ago(2))]
    sync(scope, connected(scope, property=NUMBER, key=ga4.issuer.key).pk)
    assert figures(scope, "sessions", by="traffic_channel", days=3) == {"organic_search": (20,)}
    import_export(scope, path)
    found = figures(scope, "sessions", by="traffic_channel", days=3)
    assert found == {"organic_search": (10,), "email": (7,)}


def test_how_good_ga4_says_its_figures_are_is_kept(scope, ga4) -> None:
    ga4.visits = [Visits(ago(1))]
    held = connected(scope, property=NUMBER, key=ga4.issuer.key)
    sync(scope, held.pk)
    [records] = kept_answers(held, "sessions")
    assert (records[0]["sampled"], records[0]["has_thresholds"], records[0]["zone"]) == (
        "4/10",
        True,
        "Europe/Paris",
    )


def test_what_ga4_says_of_its_figures_stands_on_the_page(scope, ga4, client, company, make_member) -> None:
    """Of the days of which its newest answer says so, and no longer when it says so no more."""
    ga4.visits = [Visits(ago(days)) for days in range(1, 11)]
    held = connected(scope, property=NUMBER, key=ga4.issuer.key)
    sync(scope, held.pk)
    [(sampled, one), (thresholds, other)] = status_of(held).remarks
    assert ("sample" in str(sampled), "held back" in str(thresholds)) == (True, True)
    assert (one.days, one.first, one.last) == (other.days, other.first, other.last) == (11, ago(10), ago(0))
    client.force_login(make_member(company, Role.VIEWER))
    page = client.get(f"/c/boutique/connections/{held.pk}/").content.decode()
    assert "un échantillon" in page
    assert "11 jours entre le" in page
    ga4.is_estimated = False
    sync(scope, held.pk)
    assert [(one.days, one.last) for _text, one in status_of(held).remarks] == [(7, ago(4)), (7, ago(4))]
