"""The door of sending: plan a report, send it, and what became of it."""

from comptoir.check.sending.actions import pause, plan
from comptoir.check.sending.planning import Choices
from comptoir.check.sending.posting import Sent, send
from comptoir.check.sending.queries import Plan, Received, drafts_to_approve, plans, received

__all__ = [
    "Choices",
    "Plan",
    "Received",
    "Sent",
    "drafts_to_approve",
    "pause",
    "plan",
    "plans",
    "received",
    "send",
]
