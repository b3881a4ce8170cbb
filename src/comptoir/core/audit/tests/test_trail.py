"""The page of the trail: filters by verb, person and day of the company; an export without formulas."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Role, Scope, access_company, operator_scope
from comptoir.core.companies.models import Company

pytestmark = pytest.mark.django_db
TRAIL = "/c/boutique/settings/audit/"


@pytest.fixture
def page(company: Company, make_member: Any) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    manager = make_member(company, Role.MANAGER, "ada@boutique.example")
    manager.language = "en"
    manager.save()
    client.force_login(manager)
    return client


@pytest.fixture
def by_ada(page: Client, company: Company) -> Scope:
    return access_company(company.memberships.get().user, company.slug)


def targets(page: Client, query: str = "") -> list[str]:
    return [row["target"] for row in page.get(f"{TRAIL}?{query}").context["table"].rows]


def test_newest_first_with_who_and_through_what(page: Client, by_ada: Scope, scope: Scope) -> None:
    record(scope, "company.edited", "first", name=["Old", "New"])
    record(by_ada, "token.created", "second", until=datetime(2026, 12, 1, tzinfo=UTC))

    rows = page.get(TRAIL).context["table"].rows

    assert [row["target"] for row in rows] == ["second", "first"]
    assert [(row["actor"], row["via"]) for row in rows] == [
        ("ada@boutique.example", "page"),
        ("operator", "command line"),
    ]
    assert [row["verb"] for row in rows] == ["API token made", "Settings changed"]
    assert rows[1]["details"] == "name: Old → New"


def test_filters(page: Client, by_ada: Scope, scope: Scope) -> None:
    record(scope, "company.edited", "settings")
    record(by_ada, "token.created", "robot")

    assert targets(page, "verb=token.created") == ["robot"]
    assert targets(page, "actor=ADA") == ["robot"]
    assert targets(page, "actor=nobody") == []
    assert targets(page, "verb=nonsense&start=32/13/2026") == ["robot", "settings"]


def test_days_are_those_of_the_company(page: Client, scope: Scope) -> None:
    # 23:30 UTC on the 21st is half past midnight on the 22nd in Paris.
    with clock.frozen(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)):
        record(scope, "company.edited", "midnight")

    assert targets(page, "start=2026-11-22&end=2026-11-22") == ["midnight"]
    assert targets(page, "end=2026-11-21") == []
    assert targets(page, "end=9999-12-31") == ["midnight"]


def test_pages_hold_a_hundred(page: Client, scope: Scope) -> None:
    for number in range(101):
        record(scope, "company.edited", str(number))

    assert len(targets(page)) == 100
    assert targets(page, "page=2") == ["0"]
    assert targets(page, "page=99") == ["0"]


def test_the_export_holds_what_the_filter_shows_and_no_formula(page: Client, scope: Scope) -> None:
    record(scope, "company.edited", '=HYPERLINK("http://evil")')
    record(scope, "token.created", "not asked for")

    answer = page.get(f"{TRAIL}export/csv/?verb=company.edited")
    text = answer.content.decode("utf-8-sig")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "HYPERLINK" in text
    assert "not asked for" not in text
    assert not any(cell.lstrip('"').startswith("=") for line in text.splitlines() for cell in line.split(","))
    assert page.get(f"{TRAIL}export/pdf/").status_code == 400


def test_an_entry_of_another_company_is_not_shown(page: Client, make_company: Any, scope: Scope) -> None:
    make_company("other")
    record(operator_scope("other"), "company.edited", "theirs")
    record(scope, "company.edited", "ours")

    assert targets(page) == ["ours"]
