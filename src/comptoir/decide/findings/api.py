"""The door of findings: what was noticed, what it is worth, what answers it."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.actions import look_and_keep, look_at, mute, propose_action, unmute
from comptoir.decide.findings.candidate import LackingError, effect
from comptoir.decide.findings.choosing import Choices, choices_of, choose
from comptoir.decide.findings.evening import last_evening
from comptoir.decide.findings.found import Confidence, Found, Look, fingerprint_of
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed, finding, findings, last_look
from comptoir.decide.findings.telling import told

if TYPE_CHECKING:
    from comptoir.decide.findings.facts import Facts, Product, Stocked, Worth

__all__ = [
    "Choices",
    "Confidence",
    "Facts",
    "Found",
    "LackingError",
    "Listed",
    "Look",
    "Product",
    "Stocked",
    "Worth",
    "choices_of",
    "choose",
    "effect",
    "facts_of",
    "finding",
    "findings",
    "fingerprint_of",
    "last_evening",
    "last_look",
    "look_and_keep",
    "look_at",
    "mute",
    "names_for",
    "propose_action",
    "told",
    "unmute",
]


def facts_of(scope: Scope, day: date, snapshot: int | None) -> "Facts":
    """The company as it was known on the evening of `day`: what analyses and decisions ask of its figures."""
    from comptoir.decide.findings.facts import Facts  # noqa: PLC0415 - heavy library, kept out of start-up

    return Facts(scope, day, snapshot, choices_of(scope).delay_days)
