"""The door of findings: what was noticed, what it is worth, what answers it."""

from comptoir.decide.findings.actions import look_and_keep, look_at, mute, propose_action, unmute
from comptoir.decide.findings.choosing import Choices, choices_of, choose
from comptoir.decide.findings.found import Confidence, Found, Look
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed, finding, findings, last_look
from comptoir.decide.findings.telling import told

__all__ = [
    "Choices",
    "Confidence",
    "Found",
    "Listed",
    "Look",
    "choices_of",
    "choose",
    "finding",
    "findings",
    "last_look",
    "look_and_keep",
    "look_at",
    "mute",
    "names_for",
    "propose_action",
    "told",
    "unmute",
]
