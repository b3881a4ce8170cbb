"""The commands of the rooms of a week, as programs read them, and the routes that answer the same."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from comptoir.cli.parser import build_parser
from comptoir.cli.selling import advertising, journeys, losses, merchandising, prices
from comptoir.core.companies.actions import create_token
from comptoir.core.companies.api import access_company
from comptoir.core.errors import ConflictError, NotFoundError, UsageError
from comptoir.decide.advertising.api import campaigns
from comptoir.decide.advertising.files import as_table
from comptoir.decide.advertising.tests.conftest import (
    EVENING,
    build,
    rows,
    that_evening,  # noqa: F401 - a fixture, and the day of the shop
)
from comptoir.decide.findings.tests.shop import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

VERBS = {
    "advertising": advertising,
    "prices": prices,
    "merchandising": merchandising,
    "losses": losses,
    "journeys": journeys,
}


def said(*words, form="json"):
    out = io.StringIO()
    with override("en"):
        VERBS[words[0]](build_parser().parse_args([*words, "--company", "boutique", "--format", form]), out)
    return out.getvalue()


@pytest.fixture
def answered(make_member, company):
    member = access_company(make_member(company), company.slug)
    secret = create_token(member, "a program", timedelta(days=1))[1]

    def ask(path):
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        answer = Client().get(f"/api/v1/companies/{company.slug}/{path}", headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def covers(answer, told):
    """Every field of the command stands in the answer, with the same value."""
    return {name: answer[name] for name in told} == told


def test_campaigns_are_those_of_the_page(scope, answered):
    build(scope.slug)
    told = json.loads(said("advertising"))
    page = as_table(campaigns(scope, EVENING), scope.currency, whole=True).rows
    rows = told["campaigns"]

    assert [(one["campaign"], one["spend"], one["roas"]) for one in rows] == [
        (one["campaign"], str(one["spend"]), str(one["roas"])) for one in page
    ]
    assert (told["at"], told["margin_rate"], told["break_even_roas"]) == ("2026-10-15", "0.300000", "3.33")
    assert {one["proposal"] for one in rows} == {"test"}
    assert covers(answered("advertising"), told)
    assert [one["campaign"] for one in answered("advertising?limit=1&offset=1")["campaigns"]] == [
        rows[1]["campaign"]
    ]
    assert said("advertising", form="csv").startswith("campaign,source,channel,spend")


def test_an_offer_and_what_stops_it(scope, answered):
    build(scope.slug)
    told = json.loads(said("prices", "--of", "LAMP", "--discount", "20"))
    (item,) = told["items"]

    assert (told["discount"], told["from"]) == ("0.2", f"{EVENING + timedelta(days=1)}")
    assert (item["price"], item["new_price"], item["reference"]) == ("120.00", "96.00", "120.00")
    # 30 earned of 100 before, 10 of 80 then: three times as many units.
    assert (item["margin_before"], item["margin_after"], item["more_units"]) == ("30.00", "10.00", "2.0000")
    assert covers(answered("prices?of=LAMP&discount=20"), told)
    assert json.loads(said("prices"))["products"] == []
    with pytest.raises(NotFoundError, match="NOTHING"):
        said("prices", "--of", "NOTHING")


def test_what_earns_most_and_what_no_visit_tells(scope, answered):
    build(scope.slug)
    (line,) = json.loads(said("merchandising"))["products"]

    assert (line["sku"], line["category"], line["stock"]) == ("LAMP", "lights", 15)
    assert covers(answered("merchandising"), json.loads(said("merchandising")))
    for words in (("losses",), ("journeys",), ("journeys", "paths")):
        assert "visit" in said(*words, form="table"), words
        told = json.loads(said(*words))
        assert told["lacking"]
        path = "losses" if words == ("losses",) else f"journeys/{words[-1].replace('journeys', 'steps')}"
        assert covers(answered(path), told), words


def test_an_evening_before_all_orders_has_nothing_to_tell(scope, answered):
    build(scope.slug)
    for name, lines in (("advertising", "campaigns"), ("merchandising", "products"), ("losses", "segments")):
        told = json.loads(said(name, "--at", "2020-01-01"))
        assert told[lines] == [], name
        assert covers(answered(f"{name}?at=2020-01-01"), told), name
    assert json.loads(said("prices", "--at", "2020-01-01"))["products"] == []
    with pytest.raises(NotFoundError):
        said("prices", "--at", "2020-01-01", "--of", "LAMP")


def test_a_company_without_orders_is_told_what_to_load(scope, answered):
    load(scope, {"ad_spend": rows()["ad_spend"]})
    for name in ("merchandising", "losses"):
        told = json.loads(said(name))
        assert told["lacking"], name
        assert covers(answered(name), told), name
    with pytest.raises(NotFoundError):
        said("prices", "--of", "LAMP")


def test_a_day_to_come_and_an_empty_company_are_refused(company):
    for name in VERBS:
        with pytest.raises(ConflictError):
            said(name)
    for name in ("advertising", "prices", "merchandising", "losses"):
        with pytest.raises(UsageError, match="not come yet"):
            said(name, "--at", "2030-01-01")
