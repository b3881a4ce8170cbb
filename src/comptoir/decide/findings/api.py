"""The door of findings: what was noticed, what it is worth, what answers it."""

from comptoir.decide.findings.actions import look_and_keep, look_at, mute, propose_action, unmute
from comptoir.decide.findings.brief import Brief, briefs
from comptoir.decide.findings.choosing import Choices, choices_of, choose
from comptoir.decide.findings.evening import last_evening
from comptoir.decide.findings.found import Confidence, Found, Look
from comptoir.decide.findings.listing import ShownFinding, shown_findings
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed, finding, findings, last_look
from comptoir.decide.findings.telling import told

__all__ = [
    "Brief",
    "Choices",
    "Confidence",
    "Found",
    "Listed",
    "Look",
    "ShownFinding",
    "briefs",
    "choices_of",
    "choose",
    "finding",
    "findings",
    "last_evening",
    "last_look",
    "look_and_keep",
    "look_at",
    "mute",
    "names_for",
    "propose_action",
    "shown_findings",
    "told",
    "unmute",
]
