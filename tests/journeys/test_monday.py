"""Monday of a freelance with five companies, in French: from five dropped exports to five commented weekly reports,
approved and sent, in at most twelve interactions a company."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from comptoir.core.mail.tests.server import Mailbox, free_port

from . import browser, export, house

pytestmark = [pytest.mark.slow, pytest.mark.browser]

COMPANIES = ("Atelier Sel", "Bois Clair", "Chez Lou", "Dune", "Épicerie Nord")
MOST = 12
CLIENT = "direction@client.example"
COMMENT = "Semaine dans la ligne du mois."


@dataclass
class Hands:
    """What a person does on the page, counted: each click, each text that is typed, each file that is dropped."""

    page: Any
    count: int = field(default=0)

    def click(self, target: Any) -> None:
        self.count += 1
        target.click()

    def write(self, target: Any, text: str) -> None:
        self.count += 1
        target.fill(text)

    def drop(self, target: Any, path: Path) -> None:
        self.count += 1
        target.set_input_files(path)


@pytest.fixture(scope="module")
def post() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    mailbox.port = free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    server.start()
    yield mailbox
    server.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, post: Mailbox) -> Iterator[str]:
    home = tmp_path_factory.mktemp("monday")
    house.command(home, "user", "add", house.EMAIL, given=f"{house.PASSWORD}\n")
    for number, name in enumerate(COMPANIES):
        house.command(home, "company", "add", name, "--slug", f"client-{number}", "--owner", house.EMAIL)
    with house.running(home, COMPTOIR_MAIL_URL=f"smtp://127.0.0.1:{post.port}") as address:
        yield address


def test_five_companies_on_a_monday(site: str, post: Mailbox, tmp_path: Path) -> None:
    with browser.opened() as page:
        page.goto(f"{site}/")
        page.locator("input[name=login]").fill(house.EMAIL)
        page.locator("input[name=password]").fill(house.PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.get_by_role("heading", name="Quelle société regarder en premier ?").wait_for()
        spent = {}
        for number, name in enumerate(COMPANIES):
            path = export.write(tmp_path / f"{number}.csv", "discount_amount", 10 + 3 * number)
            spent[name] = _company(page, name, path)
        assert max(spent.values()) <= MOST, spent
        assert page.said == []
    deadline = time.monotonic() + 120
    while len(post.messages) < len(COMPANIES) and time.monotonic() < deadline:
        time.sleep(0.2)
    _each_company_once(post.messages)


def _company(page: Any, name: str, path: Path) -> int:
    """From the line of the home page back to it."""
    hands = Hands(page)
    line = page.locator(".home-line", has_text=name)
    hands.click(line.get_by_role("link", name="pas encore de données"))
    hands.drop(page.locator("input[type=file][name=file]"), path)
    hands.click(page.locator("button[value=start]:enabled"))
    page.locator(".import-outcome").wait_for()
    hands.click(page.get_by_role("link", name="Rapports", exact=True))
    hands.click(page.locator(".report-build button.primary"))
    page.locator(".report").wait_for()
    essentials = page.locator("#part-essentials")
    assert essentials.locator(".report-sentences li").count() == 5
    comment = essentials.locator("details", has=page.locator("#comment-essentials"))
    hands.click(comment.locator("summary"))
    hands.write(comment.locator("textarea"), COMMENT)
    hands.click(comment.get_by_role("button"))
    page.locator(".report-comment", has_text=COMMENT).first.wait_for()
    hands.click(page.get_by_role("link", name="Valider et envoyer…"))
    hands.write(page.locator("textarea[name=others]"), CLIENT)
    hands.click(page.get_by_role("button", name="Valider et envoyer"))
    page.get_by_text("Il part à 1 personne").first.wait_for()
    hands.click(page.locator("header a[href='/']").first)
    page.get_by_role("heading", name="Quelle société regarder en premier ?").wait_for()
    return hands.count


def _each_company_once(told: list[EmailMessage]) -> None:
    assert len(told) == len(COMPANIES)
    assert {str(one["To"]) for one in told} == {CLIENT}
    subjects = sorted(str(one["Subject"]) for one in told)
    assert [any(name in one for one in subjects) for name in COMPANIES] == [True] * len(COMPANIES)
    for one in told:
        body: Any = one.get_body(("plain",))
        assert COMMENT in body.get_content()
