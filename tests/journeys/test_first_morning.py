"""The first morning, in French: from a dropped file to figures that open their formula."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import browser, export, house

pytestmark = [pytest.mark.slow, pytest.mark.browser]

AXE_THEMES = ("light", "dark")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    house.command(home, "user", "add", house.EMAIL, given=f"{house.PASSWORD}\n")
    house.command(home, "company", "add", "Maison Lumen", "--slug", "lumen", "--owner", house.EMAIL)
    with house.running(home) as address:
        yield address


@pytest.fixture
def page(site: str) -> Iterator[Any]:
    with browser.opened() as page:
        yield page


def test_the_first_morning(page: Any, site: str, tmp_path: Path) -> None:
    sign_in(page, site)
    assert page.get_by_role("heading", level=1).inner_text() == "Déposez vos commandes, le cockpit s’ouvre"

    drop_and_map(page, export.write(tmp_path / "commandes.csv"))
    page.get_by_role("link", name="Voir le cockpit").click()
    wait_for_tiles(page)
    assert page.locator(".kpi").count() == 7
    assert "CA net" in page.locator(".kpi").first.inner_text()

    change_period(page)
    open_formula(page)
    export_table(page, tmp_path)
    switch_language_and_theme(page)
    for theme in AXE_THEMES:
        choose_theme(page, theme)
        wait_for_tiles(page)
        assert browser.violations(page) == []
    assert page.said == []


def sign_in(page: Any, site: str) -> None:
    page.goto(f"{site}/")
    page.locator("input[name=login]").fill(house.EMAIL)
    page.locator("input[name=password]").fill(house.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/c/lumen/")


def drop_and_map(page: Any, path: Path) -> None:
    """The one column that was not understood is given its meaning; the rest was guessed."""
    page.get_by_role("link", name="Importer des commandes").click()
    page.locator("input[type=file][name=file]").set_input_files(path)
    page.wait_for_url("**/import/files/*/")
    column = page.locator(".import-column").filter(has_text="zz_rabais")
    column.locator("select").select_option("discount_amount")
    page.locator("button[value=preview]").click()
    page.locator("button[value=start]:enabled").click()
    page.locator(".import-outcome").wait_for()
    loaded = page.locator(".import-counts dd").nth(1).inner_text()
    assert "".join(filter(str.isdigit, loaded)) == str(export.DAYS * 2)


def wait_for_tiles(page: Any) -> None:
    page.wait_for_function(
        "() => !document.querySelector('.waiting')"
        " && document.querySelectorAll('[data-chart=drawn]').length === 4"
    )


def change_period(page: Any) -> None:
    page.locator(".picker > summary").click()
    page.get_by_role("link", name="Mois dernier", exact=True).click()
    page.wait_for_url("**preset=last_month**")
    wait_for_tiles(page)


def open_formula(page: Any) -> None:
    page.locator(".kpi-label").first.click()
    panel = page.locator("#panel[open]")
    panel.wait_for()
    assert "CA net = CA brut" in panel.inner_text()
    assert "Version des données" in panel.inner_text()
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")


def export_table(page: Any, folder: Path) -> None:
    with page.expect_download() as download:
        page.locator("#breakdown").get_by_role("link", name="CSV").click()
    path = folder / "export.csv"
    download.value.save_as(path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:2] == ["Pays", "CA net (EUR)"]
    assert {row[0] for row in rows[1:]} == {"France", "Belgique"}


def switch_language_and_theme(page: Any) -> None:
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="How are sales going?").wait_for()
    page.get_by_role("button", name="Français").click()
    page.get_by_role("heading", name="Comment vont les ventes ?").wait_for()


def choose_theme(page: Any, theme: str) -> None:
    page.locator(f"button[name=theme][value={theme}]").click()
    page.locator(f"html[data-theme={theme}]").wait_for()
