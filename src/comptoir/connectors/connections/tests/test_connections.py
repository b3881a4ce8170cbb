"""Entrusting, changing, forgetting: who may, what is kept, what is never shown."""

from dataclasses import replace

import pytest

from comptoir.connectors.connections.api import (
    Connection,
    Cursor,
    add_connection,
    change_connection,
    connection,
    keep_answer,
    kept_answers,
    remove_connection,
    renew_secrets,
    values_of,
)
from comptoir.connectors.source import Asked, Credential
from comptoir.connectors.sources import SOURCES
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError, UsageError
from comptoir.core.secrets.api import add_key

pytestmark = pytest.mark.django_db
GIVEN = {"address": "shop.example.com", "key": "ck_1", "secret": "cs_very_secret"}


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings) -> None:
    settings.HOME = tmp_path


def test_secrets_are_encrypted_and_in_no_trail(scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    row = Connection.objects.values().get()
    assert "cs_very_secret" not in str(row)
    assert "ck_1" not in str(row)
    assert values_of(held) == {**GIVEN, "address": "https://shop.example.com"}
    assert held.source == "woocommerce"
    assert "cs_very_secret" not in str(list(Entry.objects.values()))


def test_a_second_shop_has_a_source_of_its_own(scope) -> None:
    first, second = (add_connection(scope, "woocommerce", GIVEN) for _time in range(2))
    assert (first.source, second.source) == ("woocommerce", "woocommerce-2")
    remove_connection(scope, first)
    assert add_connection(scope, "woocommerce", GIVEN).source == "woocommerce"


def test_an_empty_secret_stays_as_it_is(scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    change_connection(scope, held, {"address": "https://other.example.com", "secret": ""}, rhythm="day")
    kept = connection(scope, held.pk)
    assert values_of(kept) == {**GIVEN, "address": "https://other.example.com"}
    assert kept.rhythm == "day"


@pytest.mark.parametrize(
    ("vendor", "given", "error", "sentence"),
    [
        ("woocomerce", GIVEN, NotFoundError, "woocommerce"),
        ("woocommerce", {**GIVEN, "sercet": "x"}, UsageError, "secret"),
        ("woocommerce", {"address": "shop.example.com"}, UsageError, "ck_|Consumer|consumer|REST"),
    ],
)
def test_what_is_not_asked_for_is_named(scope, vendor, given, error, sentence) -> None:
    with pytest.raises(error, match=sentence):
        add_connection(scope, vendor, given)
    assert not Connection.objects.exists()


def test_contributors_read_and_managers_connect(company, make_member, scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    contributor = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    with pytest.raises(ForbiddenError):
        remove_connection(contributor, held)
    manager = access_company(make_member(company, Role.MANAGER), company.slug)
    remove_connection(manager, held)
    assert not Connection.objects.exists()


def test_another_company_does_not_know_of_it(scope, make_company) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    other = operator_scope(make_company("other").slug)
    with pytest.raises(NotFoundError):
        connection(other, held.pk)


def test_a_new_key_renews_what_is_kept(scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    before = held.secrets
    add_key()
    assert renew_secrets() == 1
    held.refresh_from_db()
    assert held.secrets != before
    assert values_of(held)["secret"] == "cs_very_secret"


def test_kept_answers_are_bounded_and_the_oldest_go_first(scope, settings) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    settings.MAX_KEPT_ANSWERS = 400
    for number in range(30):
        keep_answer(held, "orders", [{"number": number, "noise": f"{number}" * 40}])
    kept = [record["number"] for records in kept_answers(held, "orders") for record in records]
    assert 0 < len(kept) < 30
    assert kept == list(range(30 - len(kept), 30))


def test_a_zone_must_be_one(scope, monkeypatch) -> None:
    source = SOURCES["woocommerce"]
    zone = Credential("zone", "Zone", Asked.ZONE, required=False)
    monkeypatch.setitem(SOURCES, "woocommerce", replace(source, credentials=(*source.credentials, zone)))
    with pytest.raises(InputError, match="Paris"):
        add_connection(scope, "woocommerce", {**GIVEN, "zone": "Europe/Pariss"})


def read_until_now(held: Connection) -> None:
    Cursor.objects.create(connection=held, table="orders", reached=clock.now())
    keep_answer(held, "orders", [{"id": 1}])


def test_another_address_is_read_from_its_beginning(scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    read_until_now(held)
    assert change_connection(scope, held, {**GIVEN, "address": "https://other.example.com"})
    assert (held.cursors.count(), list(kept_answers(held, "orders"))) == (0, [])
    entry = Entry.objects.get(verb="connection.begin_again")
    assert entry.details == {"fields": ["address"], "former": {"address": "https://shop.example.com"}}


@pytest.mark.parametrize(
    ("vendor", "first", "then"),
    [
        ("woocommerce", GIVEN, {"key": "ck_2", "secret": "cs_2"}),
        ("woocommerce", GIVEN, {"address": "https://SHOP.example.com/"}),
        ("shopify", {"address": "a.myshopify.com", "token": "t"}, {"client_id": "app", "client_secret": "s"}),
    ],
)
def test_another_key_goes_on_where_the_former_one_was(scope, vendor, first, then) -> None:
    held = add_connection(scope, vendor, first)
    read_until_now(held)
    assert not change_connection(scope, held, then, name="Another name")
    assert held.cursors.count() == 1
    assert len(list(kept_answers(held, "orders"))) == 1
    assert not Entry.objects.filter(verb="connection.begin_again").exists()


def test_what_was_never_read_has_nothing_to_begin_again(scope) -> None:
    held = add_connection(scope, "woocommerce", GIVEN)
    assert not change_connection(scope, held, {**GIVEN, "address": "https://other.example.com"})


def test_each_source_says_what_names_no_records() -> None:
    """Every other credential that is no secret names what is read."""
    assert {
        (source.vendor, one.name)
        for source in SOURCES.values()
        for one in source.credentials
        if one.names_no_records
    } == {
        ("google_ads", "manager"),
        ("google_ads", "value_tax"),
        ("shopify", "client_id"),
        ("vendure", "username"),
    }
