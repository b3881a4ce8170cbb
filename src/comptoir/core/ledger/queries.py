"""Reads of a company's actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.ledger.models import Action
from comptoir.core.ledger.words import ActionKind, ActionState, Basis

OPEN = (ActionState.PROPOSED, ActionState.APPROVED, ActionState.RUNNING)


@dataclass(frozen=True, slots=True)
class Effect:
    """What is expected, over 30 days unless the basis says otherwise."""

    low: Decimal
    mid: Decimal
    high: Decimal
    basis: Basis


@dataclass(frozen=True, slots=True)
class PlannedAction:
    id: int
    kind: ActionKind
    title: str
    hypothesis: str
    metric: str
    scope: Mapping[str, str]
    effect: Effect | None
    currency: str
    owner_id: int | None
    owner: str
    starts_on: date | None
    due_on: date | None
    effort_days: Decimal | None
    cost: Decimal | None
    state: ActionState
    drop_reason: str
    fingerprint: str
    evidence: Mapping[str, Any]
    proposed_by: str
    proposed_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def actions(
    scope: Scope,
    *,
    state: ActionState | None = None,
    kind: ActionKind | None = None,
    owner_id: int | None = None,
) -> tuple[PlannedAction, ...]:
    """The newest first; those that were dropped too, unless a state is asked."""
    scope.require(Permission.VIEW_FIGURES)
    rows = own_rows(scope)
    if state is not None:
        rows = rows.filter(state=state.value)
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    return tuple(as_action(row) for row in rows)


def open_actions(scope: Scope, fingerprints: Iterable[str]) -> dict[str, tuple[PlannedAction, ...]]:
    """What is under way already, by the fingerprint of the finding that it answers."""
    scope.require(Permission.VIEW_FIGURES)
    found: dict[str, tuple[PlannedAction, ...]] = {}
    states = [state.value for state in OPEN]
    for row in own_rows(scope).filter(fingerprint__in=list(fingerprints), state__in=states):
        found[row.fingerprint] = (*found.get(row.fingerprint, ()), as_action(row))
    return found


def own_rows(scope: Scope) -> QuerySet[Action]:
    return Action.objects.filter(company_id=scope.company_id).select_related("owner", "created_by")


def own_row(scope: Scope, action_id: int) -> Action:
    """Locked until the end of the transaction."""
    row = (
        Action.objects.select_for_update(of=("self",))
        .filter(company_id=scope.company_id, pk=action_id)
        .first()
    )
    if row is None:
        raise NotFoundError(
            _("There is no action %(id)d in %(company)s.") % {"id": action_id, "company": scope.name}
        )
    return row


def as_action(row: Action) -> PlannedAction:
    return PlannedAction(
        row.pk,
        ActionKind(row.kind),
        row.title,
        row.hypothesis,
        row.metric,
        row.scope,
        _effect(row),
        row.currency,
        row.owner_id,
        _person(row.owner),
        row.starts_on,
        row.due_on,
        row.effort_days,
        row.cost,
        ActionState(row.state),
        row.drop_reason,
        row.fingerprint,
        row.evidence,
        _person(row.created_by),
        row.created_at,
    )


def _effect(row: Action) -> Effect | None:
    if row.effect_low is None or row.effect_mid is None or row.effect_high is None:
        return None
    return Effect(row.effect_low, row.effect_mid, row.effect_high, Basis(row.effect_basis))


def _person(user: Any) -> str:
    return "" if user is None else str(user)
