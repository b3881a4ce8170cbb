"""What may be done to actions, by whom, and what stays of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from comptoir.core.ledger.api import (
    ActionKind,
    ActionState,
    Basis,
    Effect,
    Proposal,
    actions,
    as_table,
    drop,
    open_actions,
    propose,
    take_back,
)
from comptoir.core.ledger.models import Action

pytestmark = pytest.mark.django_db

EFFECT = Effect(Decimal("560.00"), Decimal("840.00"), Decimal("1120.00"), Basis.MARGIN)
REORDER = Proposal(
    ActionKind.REORDER,
    "Reorder the lamp",
    "70 units more to be sold",
    "units",
    {"product": "LAMP"},
    EFFECT,
    date(2026, 11, 23),
    date(2026, 12, 7),
    fingerprint="a1b2",
    evidence={"units": "280"},
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def member(company, make_member):
    return access_company(make_member(company, Role.CONTRIBUTOR), company.slug)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", "actor_label"))


def test_a_proposal_is_kept_whole_and_belongs_to_who_made_it(member):
    made = propose(member, REORDER)
    (kept,) = actions(member)
    assert kept == made
    assert (kept.state, kept.effect, kept.currency) == (ActionState.PROPOSED, EFFECT, "EUR")
    assert (kept.owner_id, kept.owner) == (member.actor_id, "contributor@boutique.example")
    assert (kept.scope, kept.evidence) == ({"product": "LAMP"}, {"units": "280"})
    assert verbs() == [("action.proposed", "contributor@boutique.example")]


def test_the_same_answer_to_the_same_finding_is_open_once(member):
    first = propose(member, REORDER)
    with pytest.raises(ConflictError, match="in the plan already"):
        propose(member, REORDER)
    propose(member, replace(REORDER, kind=ActionKind.PAUSE_ADS))
    assert {one.kind for one in open_actions(member, ["a1b2"])["a1b2"]} == {
        ActionKind.REORDER,
        ActionKind.PAUSE_ADS,
    }
    row = Action.objects.get(pk=first.id)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    drop(member, first.id, "The supplier has none")
    again = propose(member, REORDER)
    with pytest.raises(ConflictError, match="in the plan already"):
        take_back(member, first.id)
    assert {one.id: one.state for one in actions(member)}[again.id] == ActionState.PROPOSED


def test_dropping_says_why_and_is_taken_back(member):
    made = propose(member, REORDER)
    for reason in ("", "   ", "x" * 301):
        with pytest.raises(InputError):
            drop(member, made.id, reason)
    assert actions(member) == (made,)
    dropped = drop(member, made.id, " Out of season ")
    assert (dropped.state, dropped.drop_reason) == (ActionState.DROPPED, "Out of season")
    assert open_actions(member, ["a1b2"]) == {}
    with pytest.raises(ConflictError, match="dropped"):
        drop(member, made.id, "Twice")
    assert take_back(member, made.id) == made
    with pytest.raises(ConflictError):
        take_back(member, made.id)
    assert [verb for verb, _who in verbs()] == ["action.proposed", "action.dropped", "action.taken_back"]
    entry = Entry.objects.get(verb="action.dropped")
    assert entry.details["after"] == {"state": "dropped", "reason": "Out of season"}


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.JUDGED])
def test_what_was_done_is_not_dropped(member, state):
    made = propose(member, REORDER)
    Action.objects.update(state=state.value)
    with pytest.raises(ConflictError):
        drop(member, made.id, "Too late")
    assert actions(member)[0].state == state


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"hypothesis": ""},
        {"due_on": date(2026, 11, 1)},
        {"effect": replace(EFFECT, low=Decimal(900))},
    ],
)
def test_half_a_proposal_is_refused(member, change):
    with pytest.raises(InputError):
        propose(member, replace(REORDER, **change))
    assert not Action.objects.exists()
    assert verbs() == []


def test_a_viewer_looks_only_and_a_stranger_finds_nothing(member, company, make_member, make_company):
    made = propose(member, REORDER)
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    assert actions(viewer) == (made,)
    for verb in (
        lambda: propose(viewer, replace(REORDER, fingerprint="")),
        lambda: drop(viewer, made.id, "No"),
        lambda: take_back(viewer, made.id),
    ):
        with pytest.raises(ForbiddenError):
            verb()
    other = make_company("other")
    stranger = access_company(make_member(other, Role.OWNER), "other")
    assert actions(stranger) == ()
    with pytest.raises(NotFoundError):
        drop(stranger, made.id, "Not mine")
    assert actions(member) == (made,)


def test_filters_and_the_table(member):
    made = propose(member, REORDER)
    other = propose(member, Proposal(ActionKind.OTHER, "Think", "It helps"))
    drop(member, other.id, "Done by somebody else")
    assert actions(member, state=ActionState.PROPOSED) == (made,)
    assert actions(member, kind=ActionKind.OTHER)[0].id == other.id
    assert actions(member, owner_id=member.actor_id) == actions(member)
    assert actions(member, owner_id=-1) == ()
    lines = {line["title"]: line for line in as_table(actions(member), "EUR").rows}
    assert lines["Reorder the lamp"]["effect_mid"] == Decimal("840.00")
    assert lines["Think"]["effect_mid"] is None
    assert lines["Think"]["drop_reason"] == "Done by somebody else"
