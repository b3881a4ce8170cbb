"""Every page, on a laptop and on a phone, in the light and in the dark: axe finds nothing, nothing runs over."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import addresses, browser, export, house
from .browser import LAPTOP, PHONE

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HOME = "/c/lumen/"
EMPTY = "/c/vide/"
DRAWN = """() => !document.querySelector('.waiting, [aria-busy=true], .htmx-request')
    && !document.querySelector('[data-chart]:not([data-chart=drawn])')"""
EVERY_WAY = [(size, theme) for size in (LAPTOP, PHONE) for theme in ("light", "dark")]
TWO_WAYS = [(LAPTOP, "light"), (PHONE, "dark")]
"""Between them every width and every theme; only the busiest pages are worth all four."""
BUSIEST = {HOME, f"{HOME}import/1/rejects/", f"{HOME}calendar/"}
HARMLESS = ("404", "htmx:afterRequest", "htmx:sendAbort")
"""The page that is not there; a page left while it asked for its progress (what fails says `sendError` as well)."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    house.command(home, "user", "add", house.EMAIL, given=f"{house.PASSWORD}\n")
    for name, slug in (("Maison Lumen", "lumen"), ("Société sans donnée au nom qui n’en finit pas", "vide")):
        house.command(home, "company", "add", name, "--slug", slug, "--owner", house.EMAIL)
    with house.running(home) as address:
        yield address


def test_every_page(site: str, tmp_path: Path) -> None:
    with browser.opened() as page:
        faults: list[str] = []
        titles: dict[str, set[str]] = {}
        for address in addresses.PUBLIC.values():
            faults += look(page, site, address, titles)
        sign_in(page, site)
        made = make(page, site, tmp_path)
        own = [HOME + rest for rest in addresses.COMPANY.values()]
        empty = [EMPTY, f"{EMPTY}import/", f"{EMPTY}jobs/", f"{EMPTY}settings/tokens/"]
        for address in [*own, *made, *empty, *addresses.OWN.values(), "/c/nothing/"]:
            faults += look(page, site, address, titles)
        assert not faults, "\n".join(faults)
        assert [where for where in titles.values() if len(where) > 1] == []
        assert "\n".join(line for line in page.said if not any(one in line for one in HARMLESS)) == ""


def look(page: Any, site: str, address: str, titles: dict[str, set[str]]) -> list[str]:
    """What is wrong with the page, whose title is noted."""
    page.goto(address if address.startswith("http") else site + address)
    page.wait_for_function(DRAWN)
    if not address.startswith("http"):  # a guest's cockpit is called as the members' is
        titles.setdefault(page.title(), set()).add(address)
    faults = []
    for size, theme in EVERY_WAY if address in BUSIEST else TWO_WAYS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(DRAWN)
        way = f"{address} {size['width']} {theme}"
        faults += [f"{way} {one}" for one in browser.violations(page)]
        if (over := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{way} runs over by {over} px")
    return faults


def sign_in(page: Any, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(house.EMAIL)
    page.locator("input[name=password]").fill(house.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_role("heading", name="Quelle société regarder en premier").wait_for()


def make(page: Any, site: str, folder: Path) -> list[str]:
    """An import with a refused row, files to be finished, visits, an event, a template, a connection, a webhook, an
    invitation and a link; their pages."""
    path = export.write(folder / "commandes.csv")
    path.write_text(
        path.read_text(encoding="utf-8").replace("2025-01-03T10", "2025-31-03T10"), encoding="utf-8"
    )
    drop(page, site, path)
    page.locator("button[value=start]:enabled").click()
    page.locator(".import-outcome").wait_for()
    job = page.url
    drop(page, site, path)
    unfinished = page.url
    drop(page, site, export.visits(folder / "ga4.csv"))
    page.get_by_role("button", name="Charger").click()
    page.locator(".import-outcome").wait_for()
    drop(page, site, export.searches(folder / "Requêtes.csv"))
    return [
        job,
        unfinished,
        page.url,
        f"{HOME}jobs/{job.rstrip('/').rsplit('/', 1)[1]}/",
        event(page, site),
        cost_rule(page, site),
        channel_rule(page, site),
        *segment(page, site),
        template(page, site),
        *connection(page, site),
        *webhook(page, site),
        secret(page, f"{site}{HOME}settings/members/", email="lea@example.org"),
        secret(page, f"{site}{HOME}settings/sharing/", label="Comité de direction"),
    ]


def drop(page: Any, site: str, path: Path) -> None:
    page.goto(f"{site}{HOME}import/")
    page.locator("input[type=file][name=file]").set_input_files(path)
    page.wait_for_url("**/import/files/*/")


def event(page: Any, site: str) -> str:
    page.goto(f"{site}{HOME}calendar/add/")
    page.locator("main input[name=name]").fill("Vente privée")
    page.locator("main input[type=date]").first.fill("2026-09-14")
    page.locator("main button.primary").click()
    return str(page.get_by_role("link", name="Vente privée").first.get_attribute("href"))


def cost_rule(page: Any, site: str) -> str:
    page.goto(f"{site}{HOME}costs/add/?example=card")
    page.locator("main button.primary").click()
    return str(page.get_by_role("link", name="Changer 1,4").first.get_attribute("href"))


def channel_rule(page: Any, site: str) -> str:
    page.goto(f"{site}{HOME}channels/add/?source=club&channel=affiliates")
    page.locator("main button.primary").click()
    return str(page.get_by_role("link", name="Changer : Source : club").first.get_attribute("href"))


def segment(page: Any, site: str) -> list[str]:
    page.goto(f"{site}{HOME}segments/add/?join=and&field=orders&test=least&value=1")
    page.locator("main input[name=name]").fill("Tous ceux qui ont commandé")
    page.locator("#count strong").wait_for()
    page.locator("main button.primary").click()
    where = str(page.get_by_role("link", name="Tous ceux qui ont commandé").first.get_attribute("href"))
    return [where, f"{where}audience/"]


def template(page: Any, site: str) -> str:
    page.goto(f"{site}{HOME}reports/templates/")
    page.locator("main input[name=name]").fill("Pour la direction")
    page.locator("main button.primary").click()
    page.get_by_role("heading", name="Pour la direction").wait_for()
    return str(page.url)


def connection(page: Any, site: str) -> list[str]:
    """A shop that Comptoir refuses to ask: the page of the connection says why, and its form and comparison stand."""
    page.goto(f"{site}{HOME}connections/add/woocommerce/")
    for name, value in (("of_address", "http://127.0.0.1:9"), ("of_key", "ck_1"), ("of_secret", "cs_1")):
        page.locator(f"main input[name={name}]").fill(value)
    page.get_by_role("button", name="Connecter").click()
    page.locator(".notice.error").wait_for()
    return [page.url, f"{page.url}edit/", f"{page.url}reconcile/"]


def webhook(page: Any, site: str) -> list[str]:
    page.goto(f"{site}{HOME}webhooks/add/")
    page.locator("main input[name=name]").fill("Canal des ventes")
    page.locator("main input[name=address]").fill("https://hooks.example.com/services/T0000/B0000/abcdefgh")
    page.locator("main input[name=events]").first.check()
    page.locator("main button.primary").click()
    page.wait_for_url(re.compile(r"/webhooks/\d+/$"))
    return [page.url, f"{page.url}edit/"]


def secret(page: Any, address: str, **values: str) -> str:
    """The address that a form gives once."""
    page.goto(address)
    for name, value in values.items():
        page.locator(f"main input[name={name}]").fill(value)
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    page.locator("main form .primary").click()
    return str(page.locator("input.secret").input_value())
