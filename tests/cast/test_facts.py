"""Facts of one company in every answer of another: pages, API, commands."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comptoir.cli import start
from comptoir.cli.parser import build_parser
from comptoir.core.companies.api import Role

from . import facts, fingerprint
from .commands import ASKS_OUTSIDE, OF_A_COMPANY, handlers, takes_a_company
from .commands import OF_THE_MACHINE as MACHINE
from .operations import operations
from .routes import Route, routes
from .rules import PUBLIC_API
from .test_api import address as api_address
from .test_pages import address as page_address
from .world import House

PERIOD = "from=2026-11-01&to=2026-11-30"


@pytest.fixture(scope="module")
def files(houses: tuple[Path, House, House]) -> Path:
    """Both houses have sold; the folder of the files they imported."""
    home, *both = houses
    for house in both:
        facts.fill(house.slug, home)
    return home


@pytest.fixture
def filled(files: Path, alpha: House, beta: House, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("comptoir.web.preparation.prepare", lambda: None)
    return files


def leaks(text: str, slug: str) -> list[str]:
    """A figure counts as a number of its own: any digits may stand within a fraction of a second."""
    return [one for one in facts.markers(slug) if re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", text)]


@pytest.mark.parametrize(
    "route", [one for one in routes() if one.is_of_a_company and "settings" not in one.pattern], ids=str
)
def test_a_page_shows_its_own_facts_only(route: Route, alpha: House, beta: House, filled: Path) -> None:
    answer = beta.client(Role.OWNER).get(f"{page_address(route, beta.slug, beta)}?{PERIOD}")

    assert answer.status_code < 500
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert leaks(body.decode("utf-8", "replace"), "alpha") == []


def test_the_api_answers_its_own_facts_only(alpha: House, beta: House, filled: Path) -> None:
    seen = ""
    for operation in operations():
        if operation.path in PUBLIC_API:
            continue
        where = api_address(operation, beta.slug, beta)
        answer = beta.client(Role.OWNER).get(where)
        assert answer.status_code == 200, (str(operation), answer.content)
        assert leaks(answer.content.decode(), "alpha") == [], str(operation)
        seen += answer.content.decode()
    assert "LAMP-BETA" in seen
    # The owner may see personal data on pages: a program is told the key of a customer alone.
    assert '"customer": "#' in seen
    assert '"c1"' not in seen
    assert "c1@" not in seen


def test_the_api_tells_a_long_list_by_pages(beta: House, filled: Path) -> None:
    client, where = beta.client(Role.VIEWER), f"/api/v1/companies/{beta.slug}/customers/rfm"
    whole = client.get(where).json()
    pages = [client.get(f"{where}?limit=1&offset={place}").json() for place in range(3)]

    assert whole["found"] == len(whole["customers"]) == 2
    assert [page["found"] for page in pages] == [2, 2, 2]
    assert [one for page in pages for one in page["customers"]] == whole["customers"]


@pytest.mark.parametrize(("language", "title"), [("en", "has not come yet"), ("fr", "n’est pas encore venu")])
def test_the_api_refuses_evenings_to_come(language: str, title: str, beta: House, filled: Path) -> None:
    headers = {"Authorization": f"Bearer {beta.secrets[Role.VIEWER]}", "Accept-Language": language}
    for name in ("review", "findings", "alarms", "budget", "stock", "customers/clv", "losses", "prices"):
        where = f"/api/v1/companies/{beta.slug}/{name}?at=2099-01-01"
        answer = Client().get(where, headers=headers)
        assert answer.status_code == 400, name
        assert title in answer.json()["title"], name


def test_each_company_gets_its_own_figure(alpha: House, beta: House, filled: Path) -> None:
    for house, sales in ((alpha, "8642.00"), (beta, "15780.00")):
        answer = house.client(Role.VIEWER).get(f"/api/v1/companies/{house.slug}/metrics?metrics=gross_sales")
        assert [row["gross_sales"] for row in answer.json()["rows"]] == [sales]


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = start.run(build_parser().parse_args(list(words)), out, err)
    return status, out.getvalue(), err.getvalue()


def words_of(handler: str, folder: Path, house: House) -> list[str]:
    named = {"connection": house.objects["sync:key"], "rule": house.objects["costs:rule_id"]}
    named["channel_rule"] = house.objects["channels:rule_id"]
    named["segment"] = f"segment of {house.slug}"
    return [word.format(folder=folder, **named) for word in OF_A_COMPANY[handler]]


def test_every_command_has_a_rule() -> None:
    assert handlers().keys() == OF_A_COMPANY.keys() | MACHINE.keys()
    for handler, parser in handlers().items():
        assert takes_a_company(parser) == (handler in OF_A_COMPANY), handler


@pytest.mark.parametrize("handler", OF_A_COMPANY)
def test_a_command_touches_its_own_company_only(
    handler: str, alpha: House, beta: House, filled: Path
) -> None:
    words = words_of(handler, filled, beta)
    before = fingerprint.of_company(alpha.company.pk)

    status, out, err = run(*words, "--company", beta.slug, "--format", "json")

    assert status == (1 if handler in ASKS_OUTSIDE else 0), err
    assert leaks(out + err, "alpha") == []
    assert fingerprint.of_company(alpha.company.pk) == before


@pytest.mark.parametrize("handler", OF_A_COMPANY)
def test_a_command_for_no_company_fails_and_changes_nothing(handler: str, alpha: House, filled: Path) -> None:
    words = words_of(handler, filled, alpha)
    before: Any = fingerprint.state()

    status, out, err = run(*words, "--company", "nowhere")

    assert (status, out) == (1, "")
    assert "nowhere" in err
    assert fingerprint.changed(before) == []
