"""The door of findings: what was noticed, what it is worth, what answers it."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.actions import (
    look_and_keep,
    look_at,
    look_if_moved,
    mute,
    propose_action,
    unmute,
)
from comptoir.decide.findings.answering import list_json, look_json
from comptoir.decide.findings.brief import Brief, briefs
from comptoir.decide.findings.candidate import Candidate, Figure, LackingError, days_before, effect
from comptoir.decide.findings.choosing import Choices, choices_of, choose
from comptoir.decide.findings.copying import copied_settings, copy_settings
from comptoir.decide.findings.engine.screening import RATE, adjusted
from comptoir.decide.findings.evening import last_evening, reading_day, told_evening
from comptoir.decide.findings.found import Confidence, Found, Look, fingerprint_of
from comptoir.decide.findings.listing import ShownFinding, shown_findings
from comptoir.decide.findings.names import names_for, usual_names
from comptoir.decide.findings.queries import LastLook, Listed, finding, findings, last_look
from comptoir.decide.findings.storing import figure_to_json
from comptoir.decide.findings.telling import told
from comptoir.measure.warehouse.api import current_snapshot

if TYPE_CHECKING:
    from comptoir.decide.findings.facts import Cover, Facts, Product, Stocked, Worth

__all__ = [
    "RATE",
    "Brief",
    "Candidate",
    "Choices",
    "Confidence",
    "Cover",
    "Facts",
    "Figure",
    "Found",
    "LackingError",
    "LastLook",
    "Listed",
    "Look",
    "Product",
    "ShownFinding",
    "Stocked",
    "Worth",
    "adjusted",
    "briefs",
    "choices_of",
    "choose",
    "copied_settings",
    "copy_settings",
    "days_before",
    "effect",
    "facts_of",
    "figure_to_json",
    "finding",
    "findings",
    "fingerprint_of",
    "last_evening",
    "last_look",
    "list_json",
    "look_and_keep",
    "look_at",
    "look_if_moved",
    "look_json",
    "mute",
    "names_for",
    "propose_action",
    "reading_day",
    "shown_findings",
    "sleeping_stock_of",
    "told",
    "told_evening",
    "unmute",
    "usual_names",
]


def facts_of(scope: Scope, day: date, snapshot: int | None = None) -> "Facts":
    """What analyses and decisions ask: the company of the snapshot, else of the newest, as it was known on the evening
    of `day`."""
    from comptoir.decide.findings.facts import Facts  # noqa: PLC0415 - heavy library, kept out of start-up

    if snapshot is None:
        newest = current_snapshot(scope)
        snapshot = newest.number if newest else None
    return Facts(scope, day, snapshot, choices_of(scope).delay_days)


def sleeping_stock_of(scope: Scope, day: date) -> tuple[Candidate, ...]:
    """What a year will not sell, whether or not chance might explain it. LackingError without the stock of a quarter
    ago."""
    from comptoir.decide.findings.analyses import sleeping_stock  # noqa: PLC0415 - heavy library, kept out of start-up

    return sleeping_stock.look(facts_of(scope, day)).candidates
