"""The page of cost rules: what a director reads, adds, changes, ends, removes and takes away."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.measure.costs.api import CostKind, Draft, add_rule, cost_rules, end_rule
from comptoir.measure.costs.examples import EXAMPLES
from comptoir.measure.costs.models import StoredRule

pytestmark = pytest.mark.django_db

PAGE = "/c/boutique/costs/"
FORM = {"kind": "payment", "percent": "1.4", "per_order": "0.25", "valid_from": "2026-01-01"}
DAY = date(2026, 1, 1)


@pytest.fixture
def sign_in(company, make_member):
    def make(role, language="en"):
        client, user = Client(), make_member(company, role)
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return make


def text(response):
    return " ".join(response.content.decode().split())


def test_without_rules_the_page_teaches_and_offers_examples_that_save_nothing(sign_in):
    client = sign_in(Role.MANAGER)
    page = text(client.get(PAGE))
    assert "No rule yet" in page
    for code in EXAMPLES:
        assert f"?example={code}" in page
        form = client.get(f"{PAGE}add/", {"example": code})
        assert form.status_code == 200
    assert 'value="1.4"' in text(client.get(f"{PAGE}add/", {"example": "card"}))
    assert not StoredRule.objects.exists()
    viewer = text(sign_in(Role.VIEWER).get(PAGE))
    assert "No rule yet" in viewer
    assert "?example=" not in viewer


def test_add_change_end_remove_and_undo(sign_in, scope):
    client = sign_in(Role.MANAGER)
    page = client.post(f"{PAGE}add/", FORM, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Added. Payment: 1.4% + €0.25 an order (all orders, since 1 Jan 2026)" in text(page)
    (rule,) = cost_rules(scope)
    assert (rule.share, rule.per_order, rule.per_unit) == (Decimal("0.014"), Decimal("0.25"), 0)

    form = text(client.get(f"{PAGE}{rule.id}/"))
    assert 'value="1.4"' in form
    assert 'value="0.25"' in form
    client.post(f"{PAGE}{rule.id}/", FORM | {"percent": "2", "payment_method": "PayPal"})
    (changed,) = cost_rules(scope)
    assert (changed.share, changed.payment_method) == (Decimal("0.02"), "PayPal")

    client.post(f"{PAGE}{rule.id}/end/", {"last_day": "2026-03-31"})
    assert cost_rules(scope)[0].valid_to == date(2026, 3, 31)
    assert client.post(f"{PAGE}{rule.id}/end/", {"last_day": "soon"}).status_code == 422

    page = text(client.post(f"{PAGE}{rule.id}/delete/", follow=True))
    assert "Removed. Payment: 2%" in page
    assert f'action="{PAGE}{rule.id}/restore/"' in page
    assert cost_rules(scope) == ()
    client.post(f"{PAGE}{rule.id}/restore/")
    assert len(cost_rules(scope)) == 1


def test_a_form_that_says_nothing_is_asked_to(sign_in):
    page = sign_in(Role.MANAGER).post(f"{PAGE}add/", FORM | {"percent": "", "per_order": ""})
    assert page.status_code == 422
    assert "does not say what is charged" in text(page)
    assert not StoredRule.objects.exists()


def test_the_list_says_what_holds_today_and_what_no_longer_does(sign_in, scope):
    first = add_rule(scope, Draft(CostKind.LOGISTICS, date(2024, 1, 1), per_order=Decimal("5.90")))
    add_rule(scope, Draft(CostKind.LOGISTICS, date(2025, 1, 1), per_order=Decimal("6.20")))
    ended = add_rule(scope, Draft(CostKind.LOGISTICS, date(2024, 1, 1), per_order=Decimal(9), country="BE"))
    end_rule(scope, ended.id, date(2024, 6, 30))
    add_rule(scope, Draft(CostKind.LOGISTICS, date(2099, 1, 1), per_order=Decimal(7)))
    page = text(sign_in(Role.VIEWER).get(PAGE))
    badges = [part.split("<")[0] for part in page.split('<span class="badge')[1:]]
    assert [badge.split(">")[1] for badge in badges] == ["ended", "to come", "in effect", "replaced"]
    assert "Payment" in page
    assert "this cost is unknown for every order" in page
    assert f"{PAGE}{first.id}/" not in page  # a viewer changes nothing


def test_export_to_csv_and_excel(sign_in, scope):
    add_rule(scope, Draft(CostKind.MARKETPLACE, DAY, share=Decimal("0.15"), sales_channel="Amazon"))
    client = sign_in(Role.VIEWER, "fr")
    lines = client.get(f"{PAGE}export/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Type de coût;Canal de vente;Moyen de paiement")
    assert lines[1].startswith("Place de marché;Amazon;")
    assert client.get(f"{PAGE}export/xlsx/").content.startswith(b"PK")
