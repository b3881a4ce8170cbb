"""The verbs on actions: permission, one transaction, audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record, revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.ledger.models import Action
from comptoir.core.ledger.queries import OPEN, Effect, PlannedAction, as_action, own_row, own_rows
from comptoir.core.ledger.words import ActionKind, ActionState, Basis

_DROPPING = ("state", "drop_reason", "dropped_from")
_TITLE, _REASON = 200, 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action as a person or a finding proposes it; amounts in the company's currency."""

    kind: ActionKind
    title: str
    hypothesis: str
    metric: str = ""
    scope: Mapping[str, str] = field(default_factory=dict)
    effect: Effect | None = None
    starts_on: date | None = None
    due_on: date | None = None
    effort_days: Decimal | None = None
    cost: Decimal | None = None
    fingerprint: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


def propose(scope: Scope, proposal: Proposal) -> PlannedAction:
    """Write it into the plan, owned by who proposes.

    ConflictError where the same answer to the same finding is open already.
    """
    scope.require(Permission.EDIT_PLAN)
    _check(proposal)
    row = Action(
        company_id=scope.company_id,
        currency=scope.currency,
        owner_id=scope.actor_id,
        created_by_id=scope.actor_id,
        created_at=clock.now(),
        **_columns(proposal),
    )
    try:
        with transaction.atomic():
            _check_alone(scope, row)
            row.save()
            record(scope, "action.proposed", _target(row), title=row.title, kind=row.kind)
    except IntegrityError:
        # Somebody pressed the same button at the same time: the database let one through.
        _check_alone(scope, row)
        raise
    return as_action(row)


def drop(scope: Scope, action_id: int, reason: str) -> PlannedAction:
    """It will not be done, and why; `take_back` undoes it."""
    scope.require(Permission.EDIT_PLAN)
    reason = reason.strip()
    if not reason or len(reason) > _REASON:
        raise InputError(
            _("Say why it is dropped."),
            _("Allowed: a sentence of up to %(most)d letters.") % {"most": _REASON},
        )
    with transaction.atomic():
        row = own_row(scope, action_id)
        if ActionState(row.state) not in OPEN:
            raise ConflictError(
                _("This action is %(state)s.") % {"state": ActionState(row.state).label},
                _("Only what is proposed, approved or running can be dropped."),
            )
        changes = {"state": ActionState.DROPPED.value, "drop_reason": reason, "dropped_from": row.state}
        revise(scope, row, _DROPPING, changes, "action.dropped", _target(row), told=_told)
    return as_action(row)


def take_back(scope: Scope, action_id: int) -> PlannedAction:
    """Into the state that it had before it was dropped."""
    scope.require(Permission.EDIT_PLAN)
    with transaction.atomic():
        row = own_row(scope, action_id)
        if row.state != ActionState.DROPPED:
            raise ConflictError(
                _("This action is %(state)s.") % {"state": ActionState(row.state).label},
                advice=_("Only a dropped action can be taken back."),
            )
        changes = {"state": row.dropped_from, "drop_reason": "", "dropped_from": ""}
        _check_alone(scope, row)
        revise(scope, row, _DROPPING, changes, "action.taken_back", _target(row), told=_told)
    return as_action(row)


def _check(proposal: Proposal) -> None:
    if not proposal.title.strip() or not proposal.hypothesis.strip():
        raise InputError(_("An action needs a title and a hypothesis: what should happen, and why."))
    first, last = proposal.starts_on, proposal.due_on
    if first is not None and last is not None and last < first:
        raise InputError(_("The action is due before it starts."), advice=_("Exchange the two days."))
    if proposal.effect is not None and not proposal.effect.low <= proposal.effect.mid <= proposal.effect.high:
        raise InputError(_("The expected effect lies outside its own interval."))


def _columns(proposal: Proposal) -> dict[str, Any]:
    effect = proposal.effect
    return {
        "kind": proposal.kind.value,
        "title": proposal.title.strip()[:_TITLE],
        "hypothesis": proposal.hypothesis.strip(),
        "metric": proposal.metric,
        "scope": dict(proposal.scope),
        "effect_low": effect and effect.low,
        "effect_mid": effect and effect.mid,
        "effect_high": effect and effect.high,
        "effect_basis": (effect.basis if effect else Basis.NONE).value,
        "starts_on": proposal.starts_on,
        "due_on": proposal.due_on,
        "effort_days": proposal.effort_days,
        "cost": proposal.cost,
        "fingerprint": proposal.fingerprint,
        "evidence": dict(proposal.evidence),
    }


def _check_alone(scope: Scope, row: Action) -> None:
    if not row.fingerprint:
        return
    states = [state.value for state in OPEN]
    same = own_rows(scope).filter(fingerprint=row.fingerprint, kind=row.kind, state__in=states)
    if same.exclude(pk=row.pk).exists():
        raise ConflictError(
            _("This action is in the plan already."), advice=_("Find it in the list of actions.")
        )


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in (("state", fields["state"]), ("reason", fields["drop_reason"]))
        if value
    }


def _target(row: Action) -> str:
    return f"action:{row.pk}"
