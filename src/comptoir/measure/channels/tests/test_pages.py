"""The pages of channel rules: what a director reads, tries, adds, orders, ends, removes, applies and takes away."""

from datetime import date

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.core.jobs.api import run_pending
from comptoir.measure.channels.api import Draft, add_rule, channel_rules, end_rule
from comptoir.measure.channels.models import StoredRule
from comptoir.measure.warehouse.api import current_snapshot

PAGE = "/c/boutique/channels/"
FORM = {"channel": "affiliates", "source": "Club", "valid_from": "2026-03-15"}

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_without_orders_or_rules_the_page_shows_what_decides(sign_in):
    page = text(sign_in(Role.VIEWER).get(PAGE))
    assert "rules decide alone" in page
    assert "Medium: contains “affil”" in page
    assert "Origins without a rule" not in page
    assert "Add a rule" not in page
    form = text(sign_in(Role.MANAGER).post(f"{PAGE}add/", {**FORM, "see": "1"}))
    assert "No order is loaded yet." in form


def test_what_no_rule_knows_is_a_click_away_from_one(sign_in, shop):
    client = sign_in(Role.MANAGER)
    page = text(client.get(PAGE))
    assert "Source: club · Medium: sms" in page
    assert f'href="{PAGE}add/?source=club&amp;medium=sms"' in page
    assert "€130.00" in page
    assert "69.8%" in page  # 150 of 215
    form = text(client.get(f"{PAGE}add/", {"source": "club", "medium": "sms"}))
    assert 'value="club"' in form
    assert '<option value="google"></option>' in form


def test_a_rule_is_tried_before_it_is_saved(sign_in, shop):
    client = sign_in(Role.MANAGER)
    page = client.post(f"{PAGE}add/", {**FORM, "see": "1"})
    assert page.status_code == 200
    assert "1 order, €30.00 excl. tax, of " in text(page)
    assert "Other channels" in text(page)
    assert not StoredRule.objects.exists()
    nothing = client.post(f"{PAGE}add/", {**FORM, "source": "nobody", "see": "1"})
    assert "no order has such an origin" in text(nothing)


def test_add_order_change_end_remove_and_undo(sign_in, scope):
    client = sign_in(Role.MANAGER)
    page = client.post(f"{PAGE}add/", FORM, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Added. Source: Club → Affiliates (since 15 Mar 2026)" in text(page)
    client.post(f"{PAGE}add/", {"channel": "email", "medium": "sms, *mail*"})
    first, second = channel_rules(scope)
    client.post(f"{PAGE}{second.id}/move/up/")
    assert [rule.id for rule in channel_rules(scope)] == [second.id, first.id]
    assert client.post(f"{PAGE}{second.id}/move/away/").status_code == 404
    assert 'value="sms, *mail*"' in text(client.get(f"{PAGE}{second.id}/"))
    client.post(f"{PAGE}{second.id}/", {"channel": "video", "medium": "sms"})
    assert channel_rules(scope)[0].channel == "video"
    client.post(f"{PAGE}{second.id}/end/", {"last_day": "2026-03-31"})
    assert channel_rules(scope)[0].valid_to == date(2026, 3, 31)
    assert client.post(f"{PAGE}{second.id}/end/", {"last_day": "soon"}).status_code == 422
    page = text(client.post(f"{PAGE}{second.id}/delete/", follow=True))
    assert f'action="{PAGE}{second.id}/restore/"' in page
    assert len(channel_rules(scope)) == 1
    client.post(f"{PAGE}{second.id}/restore/")
    assert len(channel_rules(scope)) == 2


@pytest.mark.parametrize("wrong", [{"source": ""}, {"source": "a*b"}, {"valid_to": "2025-01-01"}])
def test_what_is_no_rule_is_said_beside_the_form(sign_in, wrong):
    client = sign_in(Role.MANAGER)
    for see in ({}, {"see": "1"}):
        page = client.post(f"{PAGE}add/", {**FORM, **wrong, **see})
        assert page.status_code == 422
        assert "errorlist" in text(page)
    assert not StoredRule.objects.exists()


def test_the_list_says_what_holds_today(sign_in, scope):
    end_rule(scope, add_rule(scope, Draft("email", {"medium": "a"})).id, date(2024, 6, 30))
    add_rule(scope, Draft("email", {"medium": "b"}, date(2099, 1, 1)))
    add_rule(scope, Draft("email", {"medium": "c"}))
    page = text(sign_in(Role.VIEWER).get(PAGE))
    badges = [part.split("<")[0] for part in page.split('<span class="badge')[1:]]
    assert [badge.split(">")[1] for badge in badges] == ["ended", "to come", "in effect"]


@pytest.mark.slow
def test_the_past_follows_when_somebody_asks(sign_in, shop):
    client = sign_in(Role.MANAGER)
    client.post(f"{PAGE}add/", FORM)
    assert "1 order loaded before" in text(client.get(PAGE))
    number = current_snapshot(shop).number
    page = client.post(f"{PAGE}apply/")
    assert "/jobs/" in page.headers["Location"]
    assert "The rules are being applied" in text(client.get(PAGE))
    run_pending()
    assert current_snapshot(shop).number == number + 1
    page = text(client.get(PAGE))
    assert "Apply to the past" not in page
    assert "Applied to all that is loaded on" in page


def test_exports(sign_in, shop):
    add_rule(shop, Draft("affiliates", {"said": "salon*"}, note="=1+1"))
    client = sign_in(Role.VIEWER, "fr")
    lines = client.get(f"{PAGE}export/rules/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Place;Règle de;Levier;Source;Support;Campagne;Site référent")
    assert lines[1].startswith("1;l’entreprise;Affiliation;;;;;;salon*;;;'=1+1")
    assert lines[2].startswith("2;Comptoir;")
    origins = client.get(f"{PAGE}export/origins/csv/").content.decode("utf-8-sig").splitlines()
    assert origins[1:] == ["club;sms;;;;;2;130,00"]
    assert client.get(f"{PAGE}export/origins/xlsx/").content.startswith(b"PK")
    assert client.get(f"{PAGE}export/nothing/csv/").status_code == 404
