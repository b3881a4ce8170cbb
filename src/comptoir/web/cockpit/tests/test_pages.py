"""The pages of the cockpit: exact figures, links that work without JavaScript, refusals."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.core.companies.models import Company

HTMX = {"HX-Request": "true"}
BASE = "/c/boutique/"


def text(response: Any) -> str:
    """What is read on the page, white space folded."""
    html = re.sub(r"<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_before_the_first_import_the_page_says_what_to_do(browser: Client, company: Company) -> None:
    response = browser.get(BASE)
    assert response.status_code == 200
    assert "Drop your orders, and the cockpit opens" in text(response)


def test_the_shell_asks_for_its_tiles_and_holds_no_figure(browser: Client, shop: Company) -> None:
    html = browser.get(BASE).content.decode()
    for tile in ("cards", "trend", "indicators", "breakdown", "products", "customers", "given-away"):
        assert re.search(rf'hx-get="/c/boutique/tiles/{tile}/\?[^"]*from=2026-10-25&amp;to=2026-11-21', html)
        assert f'href="/c/boutique/tiles/{tile}/?' in html  # the same without JavaScript
    assert "How are sales going?" in html
    assert "compared with 26 Oct – 22 Nov 2025" in html


def test_cards(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/cards/", headers=HTMX))
    # 1500 - 100 + 400 + 100 + 600 - 200 returned; 1000 in the 28 days faced.
    assert "Net sales excl. tax €2,300 +130.0% against €1,000" in words
    assert "Net sales 2026 to date excl. tax €2,300 +53.3% against €1,500" in words
    assert "Orders 4 +300.0% against 1" in words
    assert "Average order value excl. tax €625.00 -37.5% against €1,000" in words
    assert "Discount rate 3.8% +3.8 pts against 0.0%" in words
    assert "Insufficient history" in words  # less than a year before the days faced


def test_a_card_leads_to_why_it_moved(browser: Client, shop: Company) -> None:
    page = browser.get(f"{BASE}tiles/cards/", headers=HTMX).content.decode()
    explained = re.findall(r'class="kpi-why" href="/c/boutique/why/[^"]*metric=(\w+)"', page)
    # Neither the year to date, whose days are others, nor what has no tree of factors.
    assert explained == ["net_sales", "orders", "aov"]


def test_what_has_no_source_is_named_and_is_no_card(browser: Client, shop: Company) -> None:
    response = browser.get(f"{BASE}tiles/cards/", headers=HTMX)
    assert response.content.decode().count('class="card kpi"') == 7
    assert "Source to connect: Landing , Conversion rate" in text(response)


@pytest.mark.slow
def test_amounts_follow_the_choice_of_tax(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/cards/?tax=included", headers=HTMX))
    assert "Net sales incl. tax €2,760 +130.0% against €1,200" in words


def test_without_comparison_there_is_no_change(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/cards/?compare=none", headers=HTMX))
    assert "Orders 4 Average" in words


def test_a_tile_is_a_part_for_htmx_and_a_page_for_a_link(browser: Client, shop: Company) -> None:
    part = browser.get(f"{BASE}tiles/cards/", headers=HTMX)
    page = browser.get(f"{BASE}tiles/cards/")
    assert "<html" not in part.content.decode()
    assert "<html" in page.content.decode()
    assert "HX-Request" in part["Vary"]


def test_breakdown_by_country(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/breakdown/", headers=HTMX))
    assert "Whole €2,300.00 100.0% +130.0% 4 8 €625.00 -€100.00 -€200.00" in words
    assert "France €2,000.00 87.0% +100.0% 2 4 €1,000.00 -€100.00 €0.00" in words
    assert "Belgium €200.00 8.7% – 1 2 €400.00 €0.00 -€200.00" in words
    assert "Neverland €100.00" in words  # as the source writes it
    assert words.index("France") < words.index("Belgium") < words.index("Neverland")


def test_breakdown_turns_and_filters(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/breakdown/?sort=net_sales", headers=HTMX))
    assert words.index("Neverland") < words.index("Belgium") < words.index("France")
    words = text(browser.get(f"{BASE}tiles/breakdown/?q=belg", headers=HTMX))
    assert "Belgium" in words
    assert "Neverland" not in words
    assert "Whole €2,300.00" in words  # the whole stays the whole


def test_products_have_their_catalogue_name(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/breakdown/?by=product", headers=HTMX))
    assert "LAMP Lampe en laiton €2,000.00" in words
    assert "VASE Name of VASE €200.00" in words
    assert "Average order value" not in words  # a product has no orders of its own


def test_customer_types_have_names(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/breakdown/?by=customer_type", headers=HTMX))
    assert "Returning customers €1,400.00" in words
    assert "New customers €800.00" in words
    assert "Guests €100.00" in words


def test_csv_holds_the_lines_of_the_page_in_the_language_of_the_person(
    browser: Client, person: Any, shop: Company
) -> None:
    person.language = "fr"
    person.save()
    response = browser.get(f"{BASE}breakdown.csv?by=product&compare=none")
    assert response["Content-Disposition"] == (
        'attachment; filename="boutique-product-2026-10-25-2026-11-21-excluded.csv"'
    )
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("LAMP;Lampe en laiton;2000,00;0,869565;4;100,00;0,00")
    assert lines[3].startswith("'=CMD();Name of =CMD();100,00")


def test_excel_holds_numbers(browser: Client, shop: Company) -> None:
    response = browser.get(f"{BASE}breakdown.xlsx?by=country")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert [sheet["A2"].value, sheet["B2"].value] == ["France", 2000]


def test_trend_tells_the_change_and_marks_the_calendar(browser: Client, shop: Company) -> None:
    response = browser.get(f"{BASE}tiles/trend/", headers=HTMX)
    assert "Net sales: +130.0% against last year" in text(response)
    html = response.content.decode()
    assert '"label": "All Saints\' Day"' in html.replace("\\u0027", "'")
    assert 'aria-label="Net sales"' in html


def test_trend_of_another_metric_by_week(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/trend/?metric=orders&grain=week", headers=HTMX))
    assert "Orders: +300.0% against last year by week" in words


def test_pareto_names_how_few(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/products/", headers=HTMX))
    assert "1 product of 3 makes 80% of net sales" in words
    assert "Lampe en laiton €2,000.00 87.0%" in words


def test_new_and_returning(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/customers/", headers=HTMX))
    assert "New customers 2 " in words
    assert "Returning customers 1" in words


def test_discounts_and_returns(browser: Client, shop: Company) -> None:
    words = text(browser.get(f"{BASE}tiles/given-away/", headers=HTMX))
    assert "Discounts -€100.00 excl. tax" in words
    assert "Returns -€200.00 excl. tax" in words


def test_a_figure_opens_its_formula_as_a_panel_and_as_a_page(browser: Client, shop: Company) -> None:
    panel = browser.get(f"{BASE}metrics/net_sales/", headers=HTMX)
    page = browser.get(f"{BASE}metrics/net_sales/")
    assert "<html" not in panel.content.decode()
    for response in (panel, page):
        words = text(response)
        assert "Net sales = gross sales - discounts - returns" in words
        assert "Data version 1" in words
        assert "the orders of your shop" in words


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("tiles/cards/?preset=yesteryear", 400, "yesteryear"),
        ("tiles/cards/?from=2026-02-31&to=2026-03-01", 422, "2026-02-31"),
        ("tiles/cards/?from=2026-03-02&to=", 422, ""),
        ("tiles/cards/?tax=maybe", 400, "maybe"),
        ("tiles/cards/?compare=never", 400, "never"),
        ("tiles/breakdown/?by=customer_key", 400, "customer_key"),
        ("tiles/trend/?metric=cm3", 400, "cm3"),
        ("metrics/net_sale/", 400, "net_sale"),
        ("breakdown.exe", 400, "exe"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    browser: Client, shop: Company, address: str, status: int, said: str
) -> None:
    response = browser.get(BASE + address, headers=HTMX)
    assert response.status_code == status
    assert f"« {said}" in text(response)
    assert "<html" not in response.content.decode()


def test_a_stranger_gets_nothing(shop: Company, make_company: Any, make_member: Any) -> None:
    client = Client()
    client.force_login(make_member(make_company("other"), Role.OWNER))
    for address in ("", "tiles/cards/", "breakdown.csv", "metrics/orders/"):
        response = client.get(BASE + address)
        assert response.status_code == 404
        assert b"2,300" not in response.content


def test_whoever_is_not_signed_in_is_asked_to(shop: Company) -> None:
    assert Client().get(BASE)["Location"] == "/accounts/login/?next=/c/boutique/"
    tile = Client().get(
        f"{BASE}tiles/cards/", headers={**HTMX, "HX-Current-URL": "http://testserver/c/boutique/"}
    )
    assert tile["HX-Redirect"] == "/accounts/login/?next=/c/boutique/"
