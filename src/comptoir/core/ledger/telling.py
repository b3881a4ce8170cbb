"""An action as programs read it."""

from typing import Any

from comptoir.core.ledger.queries import PlannedAction


def told(one: PlannedAction) -> dict[str, Any]:
    """Amounts as they are kept; people by the name that the plan shows."""
    effect = one.effect
    return {
        "id": one.id,
        "kind": one.kind.value,
        "title": one.title,
        "hypothesis": one.hypothesis,
        "metric": one.metric,
        "scope": dict(one.scope),
        "effect": {
            "low": effect.low,
            "mid": effect.mid,
            "high": effect.high,
            "basis": effect.basis.value,
        }
        if effect
        else None,
        "currency": one.currency,
        "owner": one.owner,
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "effort_days": one.effort_days,
        "cost": one.cost,
        "state": one.state.value,
        "drop_reason": one.drop_reason,
        "fingerprint": one.fingerprint,
        "evidence": dict(one.evidence),
        "proposed_by": one.proposed_by,
        "proposed_at": one.proposed_at,
    }
