"""A report leaves the house by a link: made with a password, read without a sign-in, its tables sorted, ended."""

from collections.abc import Iterator
from typing import Any

import pytest

from . import browser, export, house

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SECRET = "quatre mots bien choisis"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("shared")
    house.command(home, "user", "add", house.EMAIL, given=f"{house.PASSWORD}\n")
    house.command(home, "company", "add", "Atelier Sel", "--slug", "sel", "--owner", house.EMAIL)
    orders = export.write(home / "orders.csv", "discount_amount")
    house.command(home, "import", "orders", str(orders), "--company", "sel")
    house.command(home, "report", "build", "weekly", "--company", "sel", "--out", str(home / "report.md"))
    with house.running(home) as address:
        yield address


def test_a_link_is_made_read_and_ended(site: str) -> None:
    with browser.opened() as page:
        page.goto(f"{site}/")
        page.locator("input[name=login]").fill(house.EMAIL)
        page.locator("input[name=password]").fill(house.PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.locator("header").first.wait_for()
        page.goto(f"{site}/c/sel/reports/")
        page.locator(".report-days a").first.click()
        _sorted_by_keyboard(page)
        page.get_by_role("button", name="Valider", exact=True).click()
        page.get_by_role("link", name="Partager par lien").click()
        page.locator("input[name=label]").fill("La banque")
        page.locator("input[name=password]").fill(SECRET)
        page.locator("form button.primary").click()
        address = page.locator("input.secret").input_value()
        assert "/g/" in address

        guest = _stranger(page)
        guest.goto(address)
        assert guest.locator(".report").count() == 0, "a password is asked first"
        guest.locator("input[name=password]").fill("pas celui-ci")
        guest.locator("form button.primary").click()
        guest.locator(".errorlist, .field .error, [role=alert]").first.wait_for()
        assert guest.locator(".report").count() == 0
        guest.locator("input[name=password]").fill(SECRET)
        guest.locator("form button.primary").click()
        guest.locator(".report").wait_for()
        assert guest.locator("#part-essentials li").count() == 5
        assert guest.locator("a[href*='/c/sel/']").count() == 0, "nothing leads inside"
        assert browser.violations(guest) == []
        guest.set_viewport_size(browser.PHONE)
        assert guest.evaluate("document.documentElement.scrollWidth") <= browser.PHONE["width"]

        page.goto(page.url)
        row = page.locator("tr", has_text="La banque")
        assert "1 fois" in row.inner_text() or "une fois" in row.inner_text()
        row.get_by_role("button").click()
        guest.reload()
        guest.get_by_role("heading", name="Ce lien ne montre rien").wait_for()
        assert guest.locator(".report").count() == 0
        assert page.said == []
        # The wrong password, and the ended link: the browser notes what the server refused, and nothing else.
        assert all("status of 4" in line for line in guest.said), guest.said


def _stranger(page: Any) -> Any:
    """A browser that was never signed in."""
    context = page.context.browser.new_context(locale="fr-FR", viewport=browser.LAPTOP)
    context.set_default_timeout(60_000)
    guest: Any = context.new_page()
    guest.said = []
    guest.on("console", lambda line: line.type == "error" and guest.said.append(line.text))
    guest.on("pageerror", lambda error: guest.said.append(str(error)))
    return guest


def _sorted_by_keyboard(page: Any) -> None:
    """The heads of a table are buttons: from the largest, then from the smallest; what is unknown comes last."""
    table = page.locator(
        ".report-grid table[data-sorts]:visible", has=page.locator("th.figure .report-sort")
    ).first
    heading = table.locator("th.figure").first
    at = heading.evaluate("head => head.cellIndex")
    built = table.locator("tbody tr").count()
    for wanted in ("descending", "ascending"):
        heading.locator("button").focus()
        page.keyboard.press("Enter")
        assert heading.get_attribute("aria-sort") == wanted
        told = table.evaluate(
            "(table, at) => [...table.tBodies[0].rows].map(row => row.cells[at].dataset.value)", at
        )
        known = [float(one) for one in told if one is not None]
        assert known == sorted(known, reverse=wanted == "descending")
        assert [one for one in told if one is None] == told[len(known) :]
        assert len(told) == built > 1
    assert browser.violations(page, "aria-allowed-attr", "button-name", "empty-table-header") == []
