"""An ad account on loopback, from its connection to the figures of advertising."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.meta_ads.tests.account import TOKEN, Account, open_account
from comptoir.connectors.source import PermanentError, Rate
from comptoir.connectors.sources import SOURCES
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.ingest.api import import_any
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.sync.api import replay, statuses, sync
from comptoir.measure.warehouse.api import current_snapshot

pytestmark = pytest.mark.django_db(transaction=True)
METRICS = ("ad_spend", "ad_clicks", "ad_impressions")
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def account() -> Account:
    return Account(page=500)


@pytest.fixture
def held(scope: Scope, account: Account, settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    hurried = replace(SOURCES["meta_ads"], rate=Rate(per_second=10_000, retries=0))
    monkeypatch.setitem(SOURCES, "meta_ads", hurried)
    with open_account(account, monkeypatch):
        yield add_connection(scope, "meta_ads", {"account": "act_77", "token": TOKEN})


def figures(scope: Scope) -> dict[str, str]:
    found = run(scope, Query(METRICS, period=OCTOBER)).to_json()
    [row] = found["rows"]
    return {name: row[name] for name in METRICS}


def test_from_the_account_to_its_figures_and_twice_the_same(scope: Scope, held: Connection, account) -> None:
    report = sync(scope, held.pk)
    assert (report.rows_loaded, report.rows_unchanged, report.rows_rejected) == (51, 1045, 0)
    # Thirty days of October have advertising: 10 of « Noël », the day's number and 7 cents of « Savons ».
    assert figures(scope) == {"ad_spend": "785.10", "ad_clicks": 360, "ad_impressions": 30_900}
    before = current_snapshot(scope).number
    account.ranges.clear()
    assert sync(scope, held.pk).rows_loaded == 0
    assert account.ranges == [("2026-10-25", "2026-11-22")]
    again = replay(scope, held.pk).report
    assert (again.rows_read, again.rows_loaded) == (report.rows_read, 0)
    assert current_snapshot(scope).number == before


@pytest.mark.slow
def test_a_purchase_that_meta_hears_of_later_is_read(scope: Scope, held: Connection, account) -> None:
    sync(scope, held.pk)
    account.raised = {"2026-10-24": "9", "2026-10-25": "9"}
    assert sync(scope, held.pk).rows_loaded == 1


def test_an_expired_token_says_what_to_do_on_the_connection(scope: Scope, held: Connection, account) -> None:
    spoilt = add_connection(scope, "meta_ads", {"account": "77", "token": "EAAexpired"})
    with pytest.raises(PermanentError):
        sync(scope, spoilt.pk)
    [status] = [one for one in statuses(scope) if one.held.pk == spoilt.pk]
    assert status.freshness == "broken"
    assert "EAAexpired" not in status.held.failure


def test_the_export_of_the_same_days_changes_nothing(
    scope: Scope, held: Connection, account, tmp_path: Path
) -> None:
    sync(scope, held.pk)
    path = tmp_path / "campaigns.csv"
    path.write_text(account.exported(date(2026, 10, 1), date(2026, 11, 22)), encoding="utf-8")
    report = import_any(scope, path)
    assert (report.rows_read, report.rows_loaded, report.rows_unchanged) == (102, 0, 102)


@pytest.mark.slow
@pytest.mark.parametrize("is_file_first", [True, False])
def test_an_export_that_names_no_account_is_of_the_one_that_is_connected(
    scope: Scope, held: Connection, account, tmp_path: Path, is_file_first
) -> None:
    path = tmp_path / "campaigns.csv"
    header, *lines = account.exported(date(2026, 10, 24), date(2026, 10, 25)).splitlines()
    at = header.split(",").index("Account ID")
    rows = [[cell for place, cell in enumerate(row.split(",")) if place != at] for row in (header, *lines)]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    if is_file_first:
        import_any(scope, path)
    sync(scope, held.pk)
    if not is_file_first:
        import_any(scope, path)
    assert figures(scope)["ad_spend"] == "785.10"
