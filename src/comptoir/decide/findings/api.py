"""The door of findings: what was noticed, what it is worth, what answers it."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.actions import look_and_keep, look_at, mute, propose_action, unmute
from comptoir.decide.findings.brief import Brief, briefs
from comptoir.decide.findings.candidate import Figure, LackingError, days_before, effect
from comptoir.decide.findings.choosing import Choices, choices_of, choose
from comptoir.decide.findings.evening import last_evening
from comptoir.decide.findings.found import Confidence, Found, Look
from comptoir.decide.findings.listing import ShownFinding, shown_findings
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed, finding, findings, last_look
from comptoir.decide.findings.storing import figure_to_json
from comptoir.decide.findings.telling import told
from comptoir.measure.warehouse.api import current_snapshot

if TYPE_CHECKING:
    from comptoir.decide.findings.facts import Cover, Facts

__all__ = [
    "Brief",
    "Choices",
    "Confidence",
    "Cover",
    "Facts",
    "Figure",
    "Found",
    "LackingError",
    "Listed",
    "Look",
    "ShownFinding",
    "briefs",
    "choices_of",
    "choose",
    "days_before",
    "effect",
    "facts_of",
    "figure_to_json",
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


def facts_of(scope: Scope, day: date) -> "Facts":
    """What analyses ask: the company of the newest snapshot, as it was known on the evening of `day`."""
    from comptoir.decide.findings.facts import Facts  # noqa: PLC0415 - heavy library, kept out of start-up

    snapshot = current_snapshot(scope)
    return Facts(scope, day, snapshot.number if snapshot else None, choices_of(scope).delay_days)
