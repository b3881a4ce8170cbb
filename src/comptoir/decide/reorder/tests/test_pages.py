"""What a director reads and presses on the pages of stock."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.ledger.api import actions
from comptoir.decide.reorder.api import sheet_of
from comptoir.decide.reorder.tests.shop import open_shop, rows

pytestmark = pytest.mark.django_db

PAGE = "/c/boutique/stock/"


@pytest.fixture(autouse=True)
def that_evening():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)):
        yield


@pytest.fixture
def sign_in(company, make_member):
    def make(role, language="en"):
        client, user = Client(), make_member(company, role)
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return make


def text(response):
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_without_data_the_page_says_what_to_do(sign_in):
    client = sign_in(Role.VIEWER)
    assert "What runs out, and what to order?" in text(client.get(PAGE))
    assert "Import a stock file" in text(client.get(f"{PAGE}stock/"))


@pytest.mark.slow
def test_from_the_table_to_the_plan(sign_in, scope):
    open_shop(scope)
    client = sign_in(Role.CONTRIBUTOR)
    page = text(client.get(f"{PAGE}stock/"))
    assert "Order 280 units of one product: enough for 28 days from their arrival." in page
    assert "€840" in page
    assert "12 Jul 2026" in page
    product = text(client.get(f"{PAGE}product/", {"sku": "LAMP"}))
    assert "When does Lamp run out?" in product
    assert "Not known: no ads or mails of the last 28 days are loaded." in product
    assert client.get(f"{PAGE}product/", {"sku": "NONE"}).status_code == 404

    order = client.get(f"{PAGE}order.csv").content.decode("utf-8-sig")
    assert order.split() == ["sku,quantity,supplier", "LAMP,280,"]
    made = client.post(f"{PAGE}propose/", follow=True)
    assert "In the plan: Order 280 units of one product" in text(made)
    assert "an order is in the plan" in text(client.get(f"{PAGE}stock/"))
    client.post(f"{PAGE}propose/product/", {"sku": "LAMP", "kind": "pause_ads"})
    assert [one.kind.value for one in actions(scope)] == ["pause_ads", "reorder"]
    assert client.post(f"{PAGE}propose/product/", {"sku": "LAMP", "kind": "dance"}).status_code == 422


@pytest.mark.slow
def test_terms_are_typed_read_from_a_file_and_undone(sign_in, scope):
    open_shop(scope)
    client = sign_in(Role.CONTRIBUTOR)
    assert (
        client.post(f"{PAGE}terms/", {"sku": "LAMP", "delay": "7", "supplier": "Dupont"}).status_code == 302
    )
    assert "Order 210 units of one product" in text(client.get(f"{PAGE}stock/"))
    assert "Lamp" in text(client.get(f"{PAGE}stock/", {"show": "all", "sort": "-stock"}))
    assert client.post(f"{PAGE}terms/", {"sku": "LAMP", "delay": "soon"}).status_code == 422
    body = SimpleUploadedFile("terms.csv", b"sku,supplier,delay\nLAMP,Durand,9\n")
    assert "1 products read." in text(client.post(f"{PAGE}terms/import/", {"file": body}, follow=True))
    assert sheet_of(scope).of("LAMP").supplier == "Durand"
    client.post(f"{PAGE}undo/")
    assert sheet_of(scope).of("LAMP").supplier == "Dupont"
    client.post(f"{PAGE}redo/")
    assert sheet_of(scope).of("LAMP").delay == 9
    client.post(f"{PAGE}choices/", {"cover_days": "60", "most_tied_up": ""})
    assert sheet_of(scope).cover_days == 60
    for which in ("stock", "terms"):
        assert client.get(f"{PAGE}{which}.xlsx").content[:2] == b"PK"
    assert client.get(f"{PAGE}nothing.csv").status_code == 400


@pytest.mark.slow
def test_a_viewer_reads_in_french_and_changes_nothing(sign_in, scope):
    open_shop(scope)
    client = sign_in(Role.VIEWER, "fr")
    page = text(client.get(f"{PAGE}stock/", {"at": "2026-06-27"}))
    assert "Quels produits risquent de manquer" in page
    assert "propose" not in page
    for address in ("propose/", "terms/", "choices/", "undo/", "redo/", "terms/import/"):
        assert client.post(f"{PAGE}{address}").status_code == 403


@pytest.mark.slow
def test_stock_that_a_year_will_not_sell_stands_in_a_table(sign_in, scope):
    open_shop(scope, rows(days=120, MUG=(1, 1000), VASE=(0, 40)))
    client = sign_in(Role.MANAGER)
    assert "stock/sleeping/" in text(client.get(PAGE))
    page = text(client.get(f"{PAGE}sleeping/", headers={"HX-Request": "true"}))
    assert "Which stock is asleep?" in page
    # Of the mug 365 of the 1,000 units are sold in a year; nothing of the vase; the lamps sell out.
    assert "€4,826.00" in page
    assert "Vase" in page  # never sold: its cost is not known here, nor the money
    assert "Lamp" not in page
    lines = client.get(f"{PAGE}asleep.csv").content.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith("Mug,MUG,1000,91,635,7.6")
    assert lines[2].startswith("Vase,VASE,40,0,40,,")
