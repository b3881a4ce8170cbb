"""The page « Why? »: what a director reads, sorts, takes away; the tree that the company edits, undoes, takes back."""

from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.decide.drivers.actions import redo_tree, save_tree, undo_tree
from comptoir.decide.drivers.choice import DEFAULT, DIMENSIONS, Basket, Origin, TreeChoice
from comptoir.decide.drivers.queries import tree_choice
from comptoir.decide.drivers.tests.conftest import ADDRESS

pytestmark = pytest.mark.django_db
PAGE = "/c/boutique/why/"
HTMX = {"HX-Request": "true"}


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
    return " ".join(unescape(response.content.decode()).split())


def test_without_facts_the_page_says_what_to_do(sign_in):
    page = text(sign_in(Role.VIEWER).get(PAGE))
    assert "Drop your orders, and changes explain themselves" in page


def test_the_page(worked, sign_in):
    viewer = sign_in(Role.VIEWER)
    page = text(viewer.get(f"{PAGE}?{ADDRESS}"))
    assert "Why did net sales rise by €614.00?" in page
    assert "sessions +€598.00" in page
    assert "Copy this text" in page
    assert "/c/boutique/metrics/discount_rate/?from=2026-11-11" in page.replace("preset=&", "")
    assert "Which segments explain it?" in page
    french = text(sign_in(Role.CONTRIBUTOR, "fr").get(f"{PAGE}?{ADDRESS}"))
    assert "Pourquoi le CA net a-t-il augmenté de 614,00" in french
    assert "Ce qui tire vers le haut" in french
    none = text(viewer.get(f"{PAGE}?from=2026-11-11&to=2026-11-20&compare=none"))
    assert "Choose what to compare with" in none
    assert viewer.get(f"{PAGE}?metric=roas_platform").status_code == 400
    early = text(viewer.get(f"{PAGE}?from=2026-11-05&to=2026-11-20&compare=previous"))
    assert "No answer for these days" in early


def test_tables_sort_and_export_what_the_page_shows(worked, sign_in):
    viewer = sign_in(Role.VIEWER)
    by_effect = text(viewer.get(f"{PAGE}factors/?{ADDRESS}&sort=effect", headers=HTMX))
    assert by_effect.startswith("<section")
    assert by_effect.index("Orders per session") < by_effect.index("Returns") < by_effect.index("Sessions")
    largest = text(viewer.get(f"{PAGE}factors/?{ADDRESS}&sort=-before", headers=HTMX))
    assert largest.index("5,000") < largest.index("€200.00")
    channels = text(viewer.get(f"{PAGE}segments/?{ADDRESS}&by=sales_channel&sort=label", headers=HTMX))
    assert channels.index("Amazon") < channels.index("site")
    assert "Back to the whole explanation" in text(viewer.get(f"{PAGE}segments/?{ADDRESS}&by=sales_channel"))
    sheet = openpyxl.load_workbook(BytesIO(viewer.get(f"{PAGE}factors.xlsx?{ADDRESS}").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Factor"
    assert rows[1][:1] + rows[1][-1:] == ("Sessions", 598)
    csv = viewer.get(f"{PAGE}segments.csv?{ADDRESS}&by=sales_channel").content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith("site,5940.00,6354.00,414.00")
    early = viewer.get(f"{PAGE}factors.csv?from=2026-11-05&to=2026-11-20&compare=previous").content.decode()
    assert "the two periods" in early
    assert viewer.get(f"{PAGE}everything.csv?{ADDRESS}").status_code == 404


def test_the_tree_is_edited_undone_and_taken_back(company, sign_in):
    manager = sign_in(Role.MANAGER)
    form = {"origin": "orders", "basket": "items", "channels": "factors", "dimensions": ["country", "device"]}
    saved = manager.post(f"{PAGE}tree/", form, follow=True)
    assert "Saved: every explanation follows" in text(saved)
    scope = access_company(saved.wsgi_request.user, company.slug)
    chosen = tree_choice(scope)
    assert (chosen.origin, chosen.basket, chosen.discounts_apart) == (Origin.ORDERS, Basket.ITEMS, False)
    assert chosen.dimensions == ("country", "device")
    assert "Undone" in text(manager.post(f"{PAGE}tree/undo/", follow=True))
    assert tree_choice(scope) == DEFAULT
    assert "Taken back" in text(manager.post(f"{PAGE}tree/redo/", follow=True))
    assert tree_choice(scope) == chosen
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "drivers_tree.saved",
        "drivers_tree.undone",
        "drivers_tree.restored",
    ]
    wrong = manager.post(f"{PAGE}tree/", {**form, "dimensions": list(DIMENSIONS)})
    assert wrong.status_code == 422
    assert "Six at most" in text(wrong)
    viewer = sign_in(Role.VIEWER)
    seen = text(viewer.get(f"{PAGE}tree/"))
    assert "items per order x price per item" in seen
    assert "<select" not in seen
    assert viewer.post(f"{PAGE}tree/", form).status_code == 403
    assert viewer.post(f"{PAGE}tree/undo/").status_code == 403


def test_the_verbs(scope, company, make_member):
    first, second = TreeChoice(origin=Origin.ORDERS), TreeChoice(origin=Origin.CUSTOMERS)
    save_tree(scope, first)
    save_tree(scope, first)  # the same again: nothing to record
    save_tree(scope, second)
    assert undo_tree(scope) == first
    assert undo_tree(scope) == DEFAULT
    with pytest.raises(ConflictError):
        undo_tree(scope)
    assert redo_tree(scope) == first
    assert redo_tree(scope) == second
    with pytest.raises(ConflictError):
        redo_tree(scope)
    undo_tree(scope)
    save_tree(scope, TreeChoice(basket=Basket.ITEMS))
    with pytest.raises(ConflictError):  # what was undone before a newer choice is gone
        redo_tree(scope)
    with pytest.raises(InputError):
        save_tree(scope, TreeChoice(dimensions=("shoe_size",)))
    assert Entry.objects.filter(verb="drivers_tree.saved").count() == 3
    with pytest.raises(ForbiddenError):
        save_tree(access_company(make_member(company, Role.CONTRIBUTOR), company.slug), DEFAULT)
