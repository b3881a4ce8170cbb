"""The pages of connections, as a manager uses them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.tests.loopback import Loopback
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import MATRIX, Permission, Role
from comptoir.core.errors import CancelledError
from comptoir.core.jobs.api import Job, enqueue_system, run_pending
from comptoir.measure.ingest.api import ImportRun, Unwatched
from comptoir.measure.sync import comparisons
from comptoir.measure.sync.api import reconciled, sync
from comptoir.measure.sync.models import Comparison

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


@pytest.mark.parametrize("typed", ["https://", "ftp://shop.example", "maboutique", "https://[1"])
def test_what_is_no_address_makes_no_connection(manager, settings, typed: str) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    given = {"of_address": typed, "of_key": "ck_1", "of_secret": "cs_1", "rhythm": "hour"}
    page = manager.post(f"{BASE}add/woocommerce/", given)
    assert page.context["form"].errors.keys() == {"of_address"}
    assert not Connection.objects.exists()


def test_a_first_reading_says_when_no_worker_takes_it_up(manager, server) -> None:
    connect(manager, server)
    address = f"{BASE}{Connection.objects.get().pk}/"
    sentence = "comptoir worker"
    assert sentence not in manager.get(address).content.decode()
    Job.objects.update(run_at=clock.now() - timedelta(minutes=2))
    assert sentence in manager.get(address).content.decode()


def test_everything_is_read_again_at_a_wish(manager, server, shop) -> None:
    connect(manager, server)
    key = Connection.objects.get().pk
    assert 'name="full"' not in manager.get(f"{BASE}{key}/").content.decode()
    run_pending()
    assert 'name="full"' in manager.get(f"{BASE}{key}/").content.decode()
    manager.post(f"{BASE}{key}/read/", {"full": "on"})
    run_pending()
    assert [run.rows_read for run in ImportRun.objects.order_by("number")] == [5, 5]


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


DAYS = {"from": "2026-10-01", "to": "2026-10-02"}


@pytest.fixture
def compared(scope, server) -> str:
    """The address of the comparisons of a connection: of its five orders none was read."""
    values = {"address": server.address, "key": "ck_1", "secret": "cs_1"}
    return f"{BASE}{add_connection(scope, 'woocommerce', values).pk}/reconcile/"


def told(client: Client, page: str) -> str:
    return client.get(page).content.decode()


@pytest.mark.slow
def test_comparing_and_settling(manager, scope, shop, compared) -> None:
    assert 'class="empty"' in told(manager, compared)
    sync(scope, Connection.objects.get().pk)
    compare(manager, compared)
    assert "notice success" in told(manager, compared)
    del shop.orders[3]
    compare(manager, compared)
    assert "notice warning" in told(manager, compared)
    assert Connection.objects.get().differing == 1
    manager.post(f"{compared}settle/", DAYS)
    run_pending()
    assert "notice success" in told(manager, compared)
    assert Connection.objects.get().differing == 0


def compare(client: Client, page: str) -> None:
    client.post(f"{page}compare/", DAYS)
    assert "hx-get" in told(client, page)
    run_pending()


def test_the_shop_is_asked_by_the_job_alone(manager, server, compared) -> None:
    compare(manager, compared)
    server.asked.clear()
    told(manager, compared)
    assert manager.get(f"{compared}export/", {"format": "xlsx"}).status_code == 200
    assert not server.asked


def test_every_table_is_exported(manager, compared) -> None:
    compare(manager, compared)
    for table, lines in {"days": 1, "orders": 5, "vat": 1, "vat_days": 1}.items():
        export = manager.get(f"{compared}export/", {"table": table, "format": "csv"})
        assert len(b"".join(export).splitlines()) - lines in (1, 2), table  # The heading, and a sum.
    assert "20\xa0%" in export.content.decode().replace("\u202f", "\xa0")
    assert manager.get(f"{compared}export/", {"table": "none"}).status_code == 400


def test_asking_twice_compares_once(manager, compared) -> None:
    for _time in range(2):
        manager.post(f"{compared}compare/", DAYS)
    assert Job.objects.filter(task="sync.compare_connection").count() == 1
    assert manager.post(f"{compared}compare/", {**DAYS, "to": "2026-09-01"}).status_code == 422


def test_an_earlier_comparison_stays_as_it_was(manager, scope, shop, compared) -> None:
    held = Connection.objects.get()
    for number in (2, 3):
        reconciled(scope, held.pk, date(2026, 10, 1), date(2026, 10, 2))
        del shop.orders[number]
    newest, first = Comparison.objects.all()
    assert (newest.differing, first.differing) == (4, 5)
    assert f"comparison={newest.pk}" in told(manager, f"{compared}?comparison={first.pk}")
    assert manager.get(f"{compared}?comparison={newest.pk + 1}").status_code == 404


def test_of_a_connection_only_the_last_comparisons_are_kept(scope, compared, monkeypatch) -> None:
    monkeypatch.setattr(comparisons, "KEPT", 2)
    held = Connection.objects.get()
    for _time in range(3):
        reconciled(scope, held.pk, date(2026, 10, 1), date(2026, 10, 2))
    assert Comparison.objects.count() == 2


def test_a_comparison_that_is_cancelled_keeps_nothing(scope, compared) -> None:
    class Impatient(Unwatched):
        def progress(self, done: int, total: int, message: str = "") -> None:
            assert 0 < done < total
            raise CancelledError("Cancelled.")

    days = date(2026, 10, 1), date(2026, 10, 2)
    with pytest.raises(CancelledError):
        reconciled(scope, Connection.objects.get().pk, *days, Impatient())
    assert not Comparison.objects.exists()


def test_of_very_many_orders_the_first_are_listed(scope, compared, monkeypatch) -> None:
    monkeypatch.setattr(comparisons, "LISTED", 2)
    reconciled(scope, Connection.objects.get().pk, date(2026, 10, 1), date(2026, 10, 2))
    kept = Comparison.objects.get()
    assert (kept.differing, kept.unexplained, len(kept.found["differences"])) == (5, 0, 2)


def test_a_shop_that_fails_says_so_until_it_was_compared(manager, server, compared) -> None:
    Connection.objects.update(secrets="")
    add = {"of_address": server.address, "of_key": "ck_1", "of_secret": "wrong", "rhythm": "hour"}
    manager.post(compared.replace("reconcile/", "edit/"), add)
    compare(manager, compared)
    page = told(manager, compared)
    assert "notice error" in page
    assert "Sorry, you cannot list resources." in page
    manager.post(compared.replace("reconcile/", "edit/"), {**add, "of_secret": "cs_1"})
    run_pending()
    compare(manager, compared)
    assert "notice error sync-block" not in told(manager, compared)


def test_what_was_found_is_found_again(scope, compared) -> None:
    held = Connection.objects.get()
    found = reconciled(scope, held.pk, date(2026, 10, 1), date(2026, 10, 2))
    assert not found.is_equal
    assert found.rates
    assert comparisons.found_of(comparisons.comparison(held)) == found


def test_removing_keeps_the_figures(manager, server) -> None:
    connect(manager, server)
    run_pending()
    manager.post(f"{BASE}{Connection.objects.get().pk}/remove/")
    assert not Connection.objects.exists()
    assert ImportRun.objects.get().connection_id is None


def test_without_a_connection_the_page_says_what_to_do(manager) -> None:
    assert f"{BASE}add/" in manager.get(BASE).content.decode()


@pytest.mark.slow
def test_the_hourly_look_asks_for_what_is_due(manager, server, scope) -> None:
    connect(manager, server)
    run_pending()
    Connection.objects.update(attempted_at=clock.now() - timedelta(hours=2))
    before = ImportRun.objects.count()
    enqueue_system("sync.due", {})
    run_pending()
    assert ImportRun.objects.count() == before + 1


def test_another_address_is_told_and_read_whole(manager, server, shop) -> None:
    connect(manager, server)
    run_pending()
    held = Connection.objects.get()
    assert held.cursors.get(table="orders").reached is not None
    other = Shop()
    other.order(77)
    with open_shop(other) as moved:
        given = {"of_address": moved.address, "of_key": "ck_1", "of_secret": "", "rhythm": "hour"}
        page = manager.post(f"{BASE}{held.pk}/edit/", given, follow=True).content.decode()
        assert "Une autre adresse, un autre compte ou un autre site est nommé" in page
        run_pending()
    assert ImportRun.objects.latest("pk").rows_loaded == 1
    trail = [entry.verb for entry in Entry.objects.order_by("pk")]
    assert trail.index("connection.change") < trail.index("connection.begin_again")


def test_only_who_may_export_takes_the_tables_of_a_comparison(manager, compared, monkeypatch) -> None:
    """Whoever imports may export today; the two are asked apart all the same."""
    compare(manager, compared)
    assert f"{compared}export/" in told(manager, compared)
    may = {role: rights - {Permission.EXPORT} for role, rights in MATRIX.items()}
    monkeypatch.setattr("comptoir.core.companies.access.MATRIX", may)
    assert f"{compared}export/" not in told(manager, compared)
    assert manager.get(f"{compared}export/", {"format": "csv"}).status_code == 403
