"""The board of a small shop to the cent, from an evening, and what a director presses on its page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.core.ledger.api import ActionKind, Basis, actions
from comptoir.decide.advertising.api import campaigns
from comptoir.decide.advertising.budgets import BudgetFrom, type_budget, undo_budget
from comptoir.decide.advertising.crediting import CreditedBy
from comptoir.decide.advertising.engine.proposing import Limit, Move
from comptoir.decide.advertising.tests.conftest import BRAND, EVENING, SOCIAL, build
from comptoir.decide.advertising.wishing import Wish, decide

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PAGE = "/c/boutique/advertising/"


def test_the_board_adds_up(shop):
    board = campaigns(shop, EVENING)
    assert board.rate == Decimal("0.300000")
    assert round(board.break_even, 2) == Decimal("3.33")
    assert board.tax_rate == Decimal("0.2")
    brand, social = board.line(BRAND), board.line(SOCIAL)
    # The platform credits itself: 40 a day without tax, for 10.
    assert (social.credit.by, social.roas, social.spend) == (CreditedBy.PLATFORM, 4, 300)
    assert social.margin == 360
    assert social.ad_cost_ratio == Decimal("0.25")
    # Nobody tells it of the campaign: its lever's orders.
    assert (brand.credit.by, brand.roas) == (CreditedBy.LEVER, 10)
    assert brand.campaign.result == 600
    assert {line.proposal.move for line in board.lines} == {Move.TEST}
    # Fifteen of 31 days at 10 a day, and a September of 300.
    assert brand.budget.origin is BudgetFrom.LAST_MONTH
    assert (brand.pacing.spent, brand.pacing.budget, brand.pacing.projected) == (150, 300, 310)


def test_a_typed_budget_counts_before_that_of_the_lever_and_can_be_taken_back(shop):
    type_budget(shop, "traffic_channel", "paid_search_brand", EVENING, Decimal(620))
    lever = campaigns(shop, EVENING).line(BRAND)
    assert (lever.budget.origin, lever.budget.monthly) == (BudgetFrom.LEVER, 620)
    change = type_budget(shop, "campaign", "Brand", EVENING, Decimal(400))
    own = campaigns(shop, EVENING).line(BRAND)
    assert (own.budget.origin, own.budget.monthly) == (BudgetFrom.CAMPAIGN, 400)
    assert own.pacing.ratio == Decimal(310) / 400
    undo_budget(shop, change)
    assert campaigns(shop, EVENING).line(BRAND).budget.origin is BudgetFrom.LEVER


def test_from_an_evening_nothing_of_the_days_after_is_read(shop, make_company):
    make_company("later")
    later = build("later", EVENING + timedelta(days=20))
    assert campaigns(later, EVENING) == campaigns(shop, EVENING)


def test_what_is_about_to_run_out_stops_a_raise(shop):
    board = campaigns(shop, EVENING)
    # 15 lamps at one a day, a delivery takes 21 days.
    for pushes in ("LAMP", "lights"):
        found = decide(shop, board, Wish(BRAND, Decimal("0.1"), pushes=pushes))
        assert found.pushed.cover_days == 15
        assert found.proposal.is_stopped
        assert Limit.RUNNING_OUT in found.proposal.limits
    unknown = decide(shop, board, Wish(BRAND, Decimal("0.1"), pushes="chairs"))
    assert not unknown.pushed.is_known


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


def test_without_campaigns_the_page_says_what_to_do(sign_in, scope):
    client = sign_in(Role.VIEWER)
    page = text(client.get(PAGE))
    assert "Nothing is loaded yet" in page
    assert 'href="/c/boutique/import/"' in page
    assert client.get(f"{PAGE}campaigns.csv").status_code == 302


def test_a_director_reads_the_limits_and_puts_a_step_into_the_plan(shop, sign_in):
    client = sign_in(Role.MANAGER)
    page = text(client.get(PAGE))
    assert "3.33" in page
    assert "4.00" in page
    chosen = text(client.get(PAGE, {"campaign": SOCIAL}))
    assert "Test what « Social » brings (Paid social networks)" in chosen
    assert "No test has measured what this lever causes" in chosen
    moved = text(client.get(PAGE, {"campaign": SOCIAL, "step": "-10", "to": BRAND}))
    assert "stopped" in moved
    assert "Put it into the plan" not in moved
    client.post(f"{PAGE}propose/", {"campaign": SOCIAL, "step": "-10", "to": BRAND})
    assert actions(shop) == ()

    answer = client.post(f"{PAGE}propose/", {"campaign": BRAND, "step": "-50"})
    assert answer.url == "/c/boutique/findings/actions/"
    (action,) = actions(shop)
    assert (action.kind, action.scope) == (ActionKind.LOWER_BUDGET, {"campaign": "Brand"})
    # A fifth of 300: saved if nothing is caused; less a fifth of a margin of 900 if everything is.
    effect = action.effect
    assert (effect.low, effect.mid, effect.high) == (-120, -30, 60)
    assert effect.basis is Basis.MARGIN
    assert action.starts_on == date(2026, 10, 16)
    again = client.post(f"{PAGE}propose/", {"campaign": BRAND, "step": "-10"}, follow=True)
    assert "This action is in the plan already." in text(again)
    file = client.get(f"{PAGE}new-budgets.csv")
    # 300 a month, a fifth less, over 30.4 days.
    assert file.content.decode() == "Campaign,Budget,Budget type\r\nBrand,7.89,Daily\r\n"


def test_a_budget_is_typed_on_the_page_and_undone(shop, sign_in):
    client = sign_in(Role.MANAGER)
    form = {"campaign": BRAND, "budget-of": "campaign", "budget-monthly": "400"}
    answer = client.post(f"{PAGE}budget/", form)
    page = text(client.get(answer.url))
    assert "€400 (typed for this campaign)" in page
    change = answer.url.rpartition("change=")[2]
    client.post(f"{PAGE}budget/undo/", {"campaign": BRAND, "change": change})
    assert "typed for this campaign" not in text(client.get(PAGE, {"campaign": BRAND}))


def test_a_viewer_reads_and_exports_and_french_says_the_same(shop, sign_in):
    client = sign_in(Role.VIEWER, "fr")
    page = text(client.get(PAGE, {"campaign": SOCIAL, "sort": "-roas"}))
    assert "Quels budgets augmenter, baisser ou tester" in page
    assert "Mettre au plan" not in page
    assert "Saisir le budget" not in page
    lines = client.get(f"{PAGE}campaigns.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Campagne;Levier;Dépenses (EUR);Mois / budget;COS;ROAS;")
    assert lines[1].split(";")[:6] == [
        "Brand",
        "Liens sponsorisés, marque",
        "300,00",
        "1,033333",
        "0,100000",
        "10,00",
    ]
