"""The tiles of indicators and of acquisition: with their sources, without them, as files, in both languages."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.companies.models import Company
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer
from comptoir.web.cockpit.tests.conftest import sale
from comptoir.web.cockpit.tests.test_pages import BASE, HTMX, text

PERIOD = "?from=2026-11-01&to=2026-11-21&compare=previous"
VISITS = [
    ("2026-11-01", "direct", 1, 0),
    ("2026-11-02", "paid_social", 100, 4),
    ("2026-11-03", "direct", 300, 4),
    ("2026-11-21", "direct", 99, 0),
]
"""From the first day to the last. Day, traffic channel, sessions, purchases seen."""


@pytest.fixture
def sourced(shop: Company) -> Company:
    """The shop with its audience, its ads, its costs, and an order that names its traffic channel."""
    order, line = sale("A6", "2026-11-05", "LAMP", 500, 4, "FR")
    audience = [
        {
            "day": day,
            "traffic_channel": channel,
            "sessions": sessions,
            "purchases": purchases,
            "revenue_amount": 250,
        }
        for day, channel, sessions, purchases in VISITS
    ]
    spent = [
        {"day": "2026-11-01", "traffic_channel": "paid_social", "spend_amount": 100, "impressions": 10},
        {"day": "2026-11-21", "traffic_channel": "paid_shopping", "spend_amount": 60, "impressions": 10},
    ]
    costs = [{"sku": sku, "valid_from": "2025-01-01", "unit_cost": 20} for sku in ("LAMP", "VASE", "=CMD()")]
    with writer(operator_scope(shop.slug)) as batch:
        batch.append("order", arrow("order", [{**order, "traffic_channel": "paid_social"}]))
        batch.append("order_line", arrow("order_line", [{**line, "traffic_channel": "paid_social"}]))
        batch.append("audience_day", arrow("audience_day", audience))
        batch.append("ad_spend", arrow("ad_spend", spent))
        batch.append("product_cost", arrow("product_cost", costs))
        batch.commit("test", {})
    return shop


def test_indicators_of_orders_alone_name_what_to_connect(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX))
    # 400 - 200 returned + 100 + 600 this month; 1400 in October.
    assert "Net sales excl. tax €900.00" in words
    assert "€2,300" in words  # the year to date
    assert "Sessions (site) No source yet: connect an audience source." in words
    assert "Progress and landing excl. tax The figure is 0 on almost every day" in words
    assert "Weighted stock-out rate No source yet: connect the stock of your products." in words
    assert "Ad spend excl. tax No source yet: connect your advertising platforms." in words


@pytest.mark.slow
def test_indicators_stand_in_their_order(browser: Client, sourced: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX))
    order = (
        "Net sales excl. tax €1,400",
        "Progress and landing",
        "Net sales of the year to date",
        "Sessions (site) 500",
        "Conversion rate 1.60%",
        "Tracking coverage 266.7%",  # 8 purchases seen, 3 orders on the days that the tool knows
        "Gross margin rate",
        "Contribution margin after advertising",
        "Ad spend excl. tax €160.00",
        "COS (share of sales spent on ads) 11.4%",
        "Repeat rate within 12 months",
        "Return rate (mature)",
        "Orders shipped on time",
    )
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_what_is_lacking_leads_to_the_import(browser: Client, shop: Company) -> None:
    html = browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX).content.decode()
    assert html.count('href="/c/boutique/import/"') == html.count('class="lacks"') == 13


@pytest.mark.slow
def test_a_figure_opens_its_explanation(browser: Client, sourced: Company) -> None:
    for tile in ("indicators", "acquisition"):
        html = browser.get(f"{BASE}tiles/{tile}/{PERIOD}", headers=HTMX).content.decode()
        assert re.search(r'hx-get="/c/boutique/metrics/ad_cost_ratio/\?[^"]+" hx-target="#panel"', html)


@pytest.mark.slow
def test_indicators_as_files(browser: Client, sourced: Company, person: Any) -> None:
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{BASE}indicators.xlsx{PERIOD}").content))
    rows = {row[0]: row[1:] for row in book.active.iter_rows(min_row=2, values_only=True)}
    assert rows["Net sales"][:3] == ("EUR excl. tax", 1400, 0)
    assert rows["Conversion rate"][:2] == ("%", 1.6)
    assert rows["Orders shipped on time"][1:] == (None,) * 6 + ("No source yet: connect your shipments.",)
    person.language = "fr"
    person.save()
    lines = browser.get(f"{BASE}indicators.csv{PERIOD}").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Indicateur;Unité;Période (1er-21 nov. 2026);Comparé;")
    assert lines[1].startswith("Chiffre d’affaires net;EUR HT;1400;0;;;1400;2800")


def test_acquisition_by_channel(browser: Client, sourced: Company) -> None:
    response = browser.get(f"{BASE}tiles/acquisition/{PERIOD}", headers=HTMX)
    words = text(response)
    assert "credited, not caused" in words
    # Sessions, conversion, credited sales, ad spend, net sales of orders, COS.
    assert "Whole 500 1.6% €1,000.00 €160.00 €1,400.00 11.4%" in words
    assert "Direct visits 400 1.0% €750.00 – – –" in words
    assert "Paid social networks 100 4.0% €250.00 €100.00 €500.00 20.0%" in words
    assert "Shopping ads – – – €60.00 – –" in words
    assert "No channel known – – – – €900.00 –" in words
    assert words.index("Direct visits") < words.index("Paid social networks") < words.index("Shopping ads")


def test_acquisition_turns_and_leaves_as_a_file(browser: Client, sourced: Company, person: Any) -> None:
    words = text(browser.get(f"{BASE}tiles/acquisition/{PERIOD}&sort=sessions", headers=HTMX))
    assert words.index("Paid social networks") < words.index("Direct visits")
    person.language = "fr"
    person.save()
    lines = browser.get(f"{BASE}acquisition.csv{PERIOD}").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Levier d’acquisition;Visites;Taux de transformation;Ventes créditées HT (EUR);"
    )
    assert lines[1].startswith("Accès direct;400;0,01")


def test_acquisition_is_offered_where_its_sources_are(browser: Client, shop: Company) -> None:
    assert "tiles/acquisition/" not in browser.get(BASE).content.decode()
    words = text(browser.get(f"{BASE}tiles/acquisition/{PERIOD}", headers=HTMX))
    assert "Source to connect: an audience source or your advertising platforms." in words


@pytest.mark.slow
def test_the_page_of_a_sourced_shop(browser: Client, sourced: Company) -> None:
    assert "tiles/acquisition/" in browser.get(BASE).content.decode()
    cards = text(browser.get(f"{BASE}tiles/cards/{PERIOD}", headers=HTMX))
    assert "Conversion rate 1.60%" in cards
    assert "Gross margin excl. tax" in cards  # neither fees nor shipments: no further margin
    assert "Contribution margin 2" not in cards
    assert "Ad cost ratio (COS) 11.4%" in cards
    assert "Source to connect: Landing , Contribution margin 3" in cards
    trend = text(browser.get(f"{BASE}tiles/trend/{PERIOD}&metric=sessions", headers=HTMX))
    assert "Conversion rate Ad spend Gross margin" in trend


def test_no_trend_without_its_source(browser: Client, shop: Company) -> None:
    response = browser.get(f"{BASE}tiles/trend/{PERIOD}&metric=sessions", headers=HTMX)
    assert response.status_code == 400


def test_files_are_for_whoever_may_export(shop: Company, make_company: Any, make_member: Any) -> None:
    stranger = Client()
    stranger.force_login(make_member(make_company("other"), Role.OWNER))
    for name in ("indicators", "acquisition"):
        assert stranger.get(f"{BASE}{name}.csv").status_code == 404
        assert "/accounts/login/" in Client().get(f"{BASE}{name}.csv")["Location"]


def test_a_company_without_orders_is_told_to_connect_them(browser: Client, company: Company) -> None:
    with writer(operator_scope(company.slug)) as batch:
        batch.append("audience_day", arrow("audience_day", [{"day": "2026-11-02", "sessions": 100}]))
        batch.commit("test", {})
    assert browser.get(BASE).status_code == 200
    words = text(browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX))
    assert "Net sales excl. tax No source yet: connect the orders of your shop." in words
    assert "Sessions (site) 100" in words
    assert "Whole 100" in text(browser.get(f"{BASE}tiles/acquisition/{PERIOD}", headers=HTMX))
