"""A guest link that names the cockpit shows it, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from comptoir.core.companies import actions
from comptoir.core.companies.api import Role, access_company
from comptoir.core.companies.models import Company

HTMX = {"HX-Request": "true"}
PAGES = (
    "",
    "tiles/cards/",
    "tiles/trend/",
    "tiles/indicators/",
    "tiles/acquisition/",
    "tiles/breakdown/",
    "tiles/products/",
    "tiles/customers/",
    "tiles/given-away/",
)
WITHOUT_LINKS = ("tiles/products/", "tiles/acquisition/")
"""The latter as long as its sources are not connected."""


@pytest.fixture
def link(shop: Company, make_member: Any) -> str:
    owner = access_company(make_member(shop, Role.OWNER), shop.slug)
    _link, secret = actions.create_guest_link(owner, "Banker", ["cockpit"], timedelta(days=7))
    return f"/g/{secret}/cockpit/"


@pytest.mark.parametrize("page", PAGES)
def test_every_address_of_a_page_stays_within_the_link(link: str, page: str) -> None:
    response = Client().get(link + page, headers=HTMX if page else {}, query_params={"compare": "year"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    addresses = set(re.findall(r'(?:href|hx-get|action)="(/[^"?]*)', html))
    strays = {one for one in addresses if not one.startswith((link, "/static/"))}
    assert strays <= {"/", "/preferences/"}
    if page:
        assert addresses & {one for one in addresses if one.startswith(link)} or page in WITHOUT_LINKS


def test_a_guest_sees_figures_and_may_not_export(link: str) -> None:
    html = Client().get(f"{link}tiles/breakdown/", headers=HTMX).content.decode()
    assert "2\u202f300,00" in html or "2,300.00" in html
    assert "breakdown.csv" not in html
    assert Client().get(f"{link}breakdown.csv").status_code == 404


def test_a_wrong_secret_shows_nothing(link: str) -> None:
    assert Client().get("/g/wrong/cockpit/tiles/cards/").status_code == 404
