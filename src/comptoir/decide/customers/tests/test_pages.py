"""The page of customers: figures, sorting, files, and names for those alone who may see them."""

import re
from datetime import date as day

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.decide.customers.parts import PARTS
from comptoir.decide.customers.tests.shop import load, sale

pytestmark = pytest.mark.django_db
BASE, HTMX = "/c/boutique/customers/", {"HX-Request": "true"}


def text(response):
    html = re.sub(r"<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def browser(company, make_member):
    def of(role):
        person = make_member(company, role)
        person.language = "en"
        person.save()
        client = Client()
        client.force_login(person)
        return client

    return of


def test_before_the_first_import_the_page_says_what_to_do(browser, company):
    assert "Drop your orders, and your customers appear" in text(browser(Role.VIEWER).get(BASE))


def test_the_page_asks_for_its_parts(browser, shop):
    html = browser(Role.VIEWER).get(f"{BASE}?at=2026-10-31").content.decode()
    for part in PARTS:
        assert f'hx-get="{BASE}{part}/?at=2026-10-31"' in html
    assert "31 October 2026" in html


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_each_part_stands_alone_and_within_the_page(browser, shop, part):
    client = browser(Role.VIEWER)
    alone, within = client.get(f"{BASE}{part}/"), client.get(f"{BASE}{part}/", headers=HTMX)
    assert alone.status_code == within.status_code == 200
    assert b"<html" in alone.content
    assert b"<html" not in within.content
    assert str(PARTS[part].question) in text(within).replace("&#x27;", "'")
    file = client.get(f"{BASE}{part}.csv")
    assert file.status_code == 200
    assert len(file.content.decode().splitlines()) > 1


def test_figures_of_the_segments(browser, company):
    load(
        company,
        [
            sale("A", day(2026, 1, 5), 1, 100),
            sale("B", day(2026, 2, 5), 2, 50),
            sale("C", day(2026, 2, 6), 2, 25),
        ],
    )
    words = text(browser(Role.VIEWER).get(f"{BASE}segments/", headers=HTMX))
    assert "Customers 2 Sales ordered, excl. tax €175" in words


@pytest.mark.slow
def test_names_are_for_those_who_may_see_personal_data(browser, shop):
    viewer, manager = browser(Role.VIEWER), browser(Role.MANAGER)
    for address in ("value/", "quiet/", "value.csv", "quiet.csv"):
        hidden = viewer.get(f"{BASE}{address}", headers=HTMX).content.decode()
        assert "ref-" not in hidden
        assert "#" in hidden
        assert "ref-" in manager.get(f"{BASE}{address}", headers=HTMX).content.decode()


def test_lines_are_put_in_order(browser, shop):
    client = browser(Role.VIEWER)
    rows = client.get(f"{BASE}returns.csv?sort=-days").content.decode().splitlines()[1:]
    days = [int(re.split("[,;]", row)[0].strip('"')) for row in rows]
    assert days == sorted(days, reverse=True)
    assert len(days) == 9


def test_a_part_or_a_file_that_is_none_is_refused(browser, shop):
    client = browser(Role.VIEWER)
    assert client.get(f"{BASE}nothing/").status_code == 404
    assert client.get(f"{BASE}nothing.csv").status_code == 404
    assert client.get(f"{BASE}segments.exe").status_code == 400


def test_a_second_look_reads_no_fact(browser, shop, monkeypatch):
    client = browser(Role.VIEWER)
    first = text(client.get(f"{BASE}segments/", headers=HTMX))
    monkeypatch.setattr("comptoir.decide.customers.segments.book_of", None)
    assert text(client.get(f"{BASE}segments/", headers=HTMX)) == first
