"""The pages of the budget: the account, the grids, the file, and who may do what."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.core.companies.api import Role, Scope
from comptoir.core.companies.models import Company
from comptoir.decide.budget.api import Line, set_budget, year_of
from comptoir.measure.costs.api import running_costs

D = Decimal
BASE, OCTOBER = "/c/shop/budget/", date(2026, 10, 1)


@pytest.fixture
def browser(scope: Scope, make_member: Any) -> Any:
    def of(role: Role) -> Client:
        person = make_member(Company.objects.get(slug="shop"), role)
        person.language = "en"
        person.save()
        client = Client()
        client.force_login(person)
        return client

    return of


def text(response: Any) -> str:
    html = re.sub(r"<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\N{MINUS SIGN}", "-")


def test_before_anything_the_page_says_what_to_do(browser: Any) -> None:
    assert "From gross sales to the margin, against your budget" in text(browser(Role.VIEWER).get(BASE))


def test_the_account_shows_what_is_taken_off_with_a_minus(browser: Any, shop: Scope) -> None:
    set_budget(shop, {(Line.GROSS_SALES, OCTOBER): D(250), (Line.RETURNS, OCTOBER): D(50)})
    client = browser(Role.VIEWER)
    shown = text(client.get(f"{BASE}?month=2026-10"))
    assert "October 2026" in shown
    assert "Returns -€40 -€50" in shown
    assert "Net sales €150 €200" in shown
    assert "Nothing is budgeted" not in shown
    assert "See the budget by month" in shown
    part = client.get(f"{BASE}account/?month=2026-10&sort=-actual", headers={"HX-Request": "true"})
    assert text(part).index("Gross sales") < text(part).index("Net sales") < text(part).index("Returns -€40")
    assert "<html" not in part.content.decode()
    file = client.get(f"{BASE}export/csv/?month=2026-10").content.decode("utf-8-sig")
    assert "cm3" in file
    assert "-40" in file


def test_the_grid_saves_what_is_typed_and_the_change_is_undone(browser: Any, scope: Scope) -> None:
    client = browser(Role.MANAGER)
    saved = client.post(
        f"{BASE}figures/save/", {"year": "2026", "cogs:10": "1 234,5", "people:10": ""}, follow=True
    )
    assert year_of(scope, 2026) == {OCTOBER: {Line.COGS: D("1234.50")}}
    assert "The budget is saved." in text(saved)
    change = re.search(r"undo/(\d+)/", saved.content.decode())
    assert change
    client.post(f"{BASE}figures/undo/{change[1]}/", {"year": "2026"})
    assert year_of(scope, 2026) == {}
    refused = client.post(f"{BASE}figures/save/", {"year": "2026", "cogs:10": "ten", "cogs:9": "5"})
    assert refused.status_code == 422
    assert year_of(scope, 2026) == {}
    client.post(f"{BASE}figures/costs/", {"year": "2026", "tools:10": "99"})
    assert [(one.kind.value, one.amount) for one in running_costs(scope)] == [("tools", 99)]


def test_a_file_with_a_bad_row_is_taken_but_for_it_and_twice_changes_nothing(
    browser: Any, scope: Scope
) -> None:
    client = browser(Role.MANAGER)

    def give() -> Any:
        body = b"line;meaning;month;amount\ncogs;;2026-10;5\ncm2;;2026-10;5\n"
        return client.post(
            f"{BASE}figures/import/", {"file": SimpleUploadedFile("b.csv", body), "year": "2026"}
        )

    shown = text(give())
    assert "1 row of the file was not taken" in shown
    assert "Line 3: « cm2 » is worked out from other lines" in shown
    assert year_of(scope, 2026) == {OCTOBER: {Line.COGS: 5}}
    assert "nothing changed" in text(give())


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR])
def test_who_may_not_set_a_budget_sees_it_and_changes_nothing(browser: Any, scope: Scope, role: Role) -> None:
    set_budget(scope, {(Line.COGS, OCTOBER): D(5)})
    client = browser(role)
    page = client.get(f"{BASE}figures/?year=2026").content.decode()
    assert "€5" in page
    assert 'name="cogs:10"' not in page
    for address in ("save", "spread", "import", "costs"):
        assert client.post(f"{BASE}figures/{address}/", {"year": "2026", "cogs:10": "7"}).status_code == 403
    assert year_of(scope, 2026) == {OCTOBER: {Line.COGS: 5}}
