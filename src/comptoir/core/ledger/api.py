"""The door of the ledger: actions of the plan, proposed, dropped with a reason, taken back."""

from comptoir.core.ledger.actions import Proposal, drop, propose, take_back
from comptoir.core.ledger.queries import Effect, PlannedAction, actions, open_actions
from comptoir.core.ledger.tables import as_table
from comptoir.core.ledger.telling import told
from comptoir.core.ledger.words import ActionKind, ActionState, Basis

__all__ = [
    "ActionKind",
    "ActionState",
    "Basis",
    "Effect",
    "PlannedAction",
    "Proposal",
    "actions",
    "as_table",
    "drop",
    "open_actions",
    "propose",
    "take_back",
    "told",
]
