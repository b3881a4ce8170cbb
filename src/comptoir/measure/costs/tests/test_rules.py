"""The verbs on cost rules: who may, what is refused, what the trail keeps, what can be undone."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from comptoir.measure.costs.api import (
    CostKind,
    Draft,
    add_rule,
    cost_rules,
    delete_rule,
    edit_rule,
    end_rule,
    restore_rule,
    sentence,
)
from comptoir.measure.costs.models import StoredRule

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
CARD = Draft(
    CostKind.PAYMENT, DAY, share=Decimal("0.014"), per_order=Decimal("0.25"), payment_method=" card "
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_rule_is_kept_in_the_companys_currency_and_told_to_the_trail(scope):
    rule = add_rule(scope, CARD)
    assert cost_rules(scope) == (rule,)
    assert (rule.currency, rule.payment_method, rule.share, rule.valid_to) == (
        "EUR",
        "card",
        Decimal("0.014"),
        None,
    )
    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == ("cost_rule.added", f"cost_rule:{rule.id}")
    assert entry.details["share"] == "0.014000"
    assert "country" not in entry.details


def test_change_end_remove_and_undo(scope):
    rule = add_rule(scope, CARD)
    same = edit_rule(scope, rule.id, CARD)
    assert (same, verbs()) == (rule, ["cost_rule.added"])  # nothing changed, nothing told
    edit_rule(scope, rule.id, Draft(CostKind.PAYMENT, DAY, share=Decimal("0.02")))
    assert end_rule(scope, rule.id, date(2026, 6, 30)).valid_to == date(2026, 6, 30)
    delete_rule(scope, rule.id)
    assert cost_rules(scope) == ()
    restored = restore_rule(scope, rule.id)
    assert (restored.share, restored.valid_to) == (Decimal("0.02"), date(2026, 6, 30))
    assert verbs() == [f"cost_rule.{done}" for done in ("added", "edited", "ended", "deleted", "restored")]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (Draft(CostKind.PAYMENT, DAY), "does not say what is charged"),
        (Draft(CostKind.PAYMENT, DAY, share=Decimal("1.4")), "outside 0 to 100 %"),
        (Draft(CostKind.PAYMENT, DAY, per_order=Decimal(-1)), "below 0"),
        (Draft(CostKind.PAYMENT, DAY, per_unit=Decimal("Infinity")), "above a million"),
        (Draft(CostKind.PAYMENT, DAY, date(2025, 12, 31), per_order=Decimal(1)), "ends before it begins"),
        (Draft(CostKind.MARKETPLACE, DAY, share=Decimal(0), sales_channel="Web"), "own site pays no"),
    ],
)
def test_what_makes_no_rule_is_refused(scope, draft, words):
    with pytest.raises(InputError, match=words):
        add_rule(scope, draft)
    assert not StoredRule.objects.exists()
    assert verbs() == []


def test_nothing_charged_is_a_rule_when_somebody_says_so(scope):
    rule = add_rule(scope, Draft(CostKind.PAYMENT, DAY, share=Decimal(0), sales_channel="Amazon"))
    assert sentence(rule) == "Payment: nothing (Amazon, since 1 Jan 2026)"


def test_two_rules_for_the_same_orders_from_the_same_day_are_refused(scope):
    rule = add_rule(scope, CARD)
    with pytest.raises(ConflictError, match="same orders"):
        add_rule(scope, Draft(CostKind.PAYMENT, DAY, per_order=Decimal(1), payment_method="CARD"))
    later = add_rule(
        scope, Draft(CostKind.PAYMENT, date(2026, 2, 1), per_order=Decimal(1), payment_method="card")
    )
    with pytest.raises(ConflictError):
        edit_rule(scope, later.id, CARD)
    delete_rule(scope, rule.id)
    add_rule(scope, CARD)
    with pytest.raises(ConflictError):
        restore_rule(scope, rule.id)


def test_costs_are_the_managers_matter(company, scope, make_member):
    rule = add_rule(scope, CARD)
    may = []
    for role in (Role.VIEWER, Role.CONTRIBUTOR, Role.MANAGER, Role.OWNER):
        theirs = access_company(make_member(company, role), company.slug)
        assert [one.id for one in cost_rules(theirs)] == [rule.id]
        try:
            end_rule(theirs, rule.id, date(2026, 3, len(may) + 1))
            may.append(role)
        except ForbiddenError:
            for verb in (delete_rule, restore_rule):
                with pytest.raises(ForbiddenError):
                    verb(theirs, rule.id)
            with pytest.raises(ForbiddenError):
                add_rule(theirs, CARD)
    assert may == [Role.MANAGER, Role.OWNER]


def test_another_companys_rule_is_not_there(scope, make_company):
    rule = add_rule(scope, CARD)
    other = operator_scope(make_company("other").slug)
    assert cost_rules(other) == ()
    for verb in (delete_rule, restore_rule):
        with pytest.raises(NotFoundError):
            verb(other, rule.id)
    with pytest.raises(NotFoundError):
        edit_rule(other, rule.id, CARD)


def test_a_rule_reads_as_a_sentence_in_both_languages(scope):
    rule = add_rule(
        scope,
        Draft(
            CostKind.LOGISTICS,
            DAY,
            date(2026, 6, 30),
            share=Decimal("0.0125"),
            per_order=Decimal("5.9"),
            per_unit=Decimal("0.5"),
            sales_channel="web",
            country="FR",
        ),
    )
    assert sentence(rule) == (
        "Logistics: 1.25% + €5.90 an order + €0.50 a unit (own site · FR, from 1 Jan 2026 to 30 Jun 2026)"
    )
    with translation.override("fr"):
        assert sentence(rule).replace("\xa0", " ").replace("\u202f", " ") == (
            "Logistique : 1,25 % + 5,90 € par commande + 0,50 € par unité "
            "(site propre · FR, du 1er janv. 2026 au 30 juin 2026)"
        )
