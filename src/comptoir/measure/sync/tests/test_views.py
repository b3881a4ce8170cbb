"""The pages of connections, as a manager uses them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from comptoir.connectors.connections.api import Connection
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.tests.loopback import Loopback
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.jobs.api import Job, enqueue_system, run_pending
from comptoir.measure.ingest.api import ImportRun

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "/c/boutique/connections/"


@pytest.fixture
def shop() -> Shop:
    made = Shop()
    for number in range(1, 6):
        made.order(number)
    return made


@pytest.fixture
def server(shop, settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    source = SOURCES["woocommerce"]
    monkeypatch.setitem(SOURCES, "woocommerce", replace(source, rate=Rate(per_second=10_000, retries=1)))
    with open_shop(shop) as opened:
        yield opened


@pytest.fixture
def manager(company, make_member) -> Client:
    client = Client()
    client.force_login(make_member(company, Role.MANAGER))
    return client


def connect(client: Client, server: Loopback, secret: str = "cs_1") -> str:  # noqa: S107 - a test
    given = {"of_address": server.address, "of_key": "ck_1", "of_secret": secret, "rhythm": "hour"}
    return client.post(f"{BASE}add/woocommerce/", given, follow=True).content.decode()


def test_connecting_tries_the_key_and_begins_to_read(manager, server, shop) -> None:
    page = connect(manager, server)
    assert "127.0.0.1" in page
    run_pending()
    key = Connection.objects.get().pk
    page = manager.get(f"{BASE}{key}/").content.decode()
    assert "badge good" in page
    assert ImportRun.objects.get().rows_loaded == 5
    assert "cs_1" not in manager.get(f"{BASE}{key}/edit/").content.decode()


def test_a_wrong_key_stands_on_the_page_with_what_to_do(manager, server) -> None:
    page = connect(manager, server, "wrong")
    assert "Sorry, you cannot list resources." in page
    assert "notice error" in page
    assert not Job.objects.exists()


def test_reading_twice_is_asked_for_once(manager, server) -> None:
    connect(manager, server)
    key = Connection.objects.get().pk
    for _time in range(3):
        manager.post(f"{BASE}{key}/read/")
    assert Job.objects.filter(task="sync.read").count() == 1


def test_kept_answers_are_mapped_again_from_the_page(manager, server, company, make_member) -> None:
    connect(manager, server)
    run_pending()
    address = f"{BASE}{Connection.objects.get().pk}/"
    contributor = Client()
    contributor.force_login(make_member(company, Role.CONTRIBUTOR))
    assert f"{address}replay/" not in contributor.get(address).content.decode()
    assert contributor.post(f"{address}replay/").status_code == 403
    assert f"{address}replay/" in manager.get(address).content.decode()
    server.asked.clear()
    manager.post(f"{address}replay/")
    assert "Interprétation des réponses conservées" in manager.get(address).content.decode()
    run_pending()
    assert "réponses réinterprétées" in manager.get(address).content.decode()
    assert [run.rows_unchanged for run in ImportRun.objects.filter(is_replay=True)] == [5]
    assert server.asked == []


@pytest.mark.slow
def test_comparing_and_settling(manager, server, shop) -> None:
    connect(manager, server)
    run_pending()
    key = Connection.objects.get().pk
    days = {"from": "2026-10-01", "to": "2026-10-02"}
    assert "notice success" in manager.get(f"{BASE}{key}/reconcile/", days).content.decode()
    del shop.orders[3]
    page = manager.get(f"{BASE}{key}/reconcile/", days).content.decode()
    assert "notice warning" in page
    export = manager.get(f"{BASE}{key}/reconcile/export/", {**days, "table": "orders", "format": "csv"})
    assert len(b"".join(export).splitlines()) == 2
    assert Connection.objects.get().differing == 1
    manager.post(f"{BASE}{key}/reconcile/settle/", days)
    run_pending()
    assert "notice success" in manager.get(f"{BASE}{key}/reconcile/", days).content.decode()
    assert Connection.objects.get().differing == 0


def test_removing_keeps_the_figures(manager, server) -> None:
    connect(manager, server)
    run_pending()
    manager.post(f"{BASE}{Connection.objects.get().pk}/remove/")
    assert not Connection.objects.exists()
    assert ImportRun.objects.get().connection_id is None


def test_without_a_connection_the_page_says_what_to_do(manager) -> None:
    assert f"{BASE}add/" in manager.get(BASE).content.decode()


def test_the_hourly_look_asks_for_what_is_due(manager, server, scope) -> None:
    connect(manager, server)
    run_pending()
    Connection.objects.update(attempted_at=clock.now() - timedelta(hours=2))
    before = ImportRun.objects.count()
    enqueue_system("sync.due", {})
    run_pending()
    assert ImportRun.objects.count() == before + 1
