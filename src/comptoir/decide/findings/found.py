"""Findings as values: what a look found, what is stored, what pages and commands tell."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.utils.translation import pgettext_lazy

from comptoir.core.ledger.api import ActionKind, Basis, Effect
from comptoir.decide.findings.candidate import Doubt, Figure
from comptoir.decide.findings.declared import KINDS
from comptoir.decide.findings.kinds import Kind

RANKED = (Basis.MARGIN, Basis.SALES, Basis.TIED_UP, Basis.NONE)
"""Amounts of two bases are not compared: each has its own list, in this order."""


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> Any:
        return _CONFIDENCE[self]


_CONFIDENCE = {
    Confidence.HIGH: pgettext_lazy("confidence", "high"),
    Confidence.MEDIUM: pgettext_lazy("confidence", "medium"),
    Confidence.LOW: pgettext_lazy("confidence", "low"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding."""

    analysis: str
    subject: Mapping[str, str]
    stake: Effect | None
    confidence: Confidence
    false_rate: float | None
    """Of findings as clear as this one, the share that may be chance; None for a count."""
    numbers: Mapping[str, str]
    evidence: tuple[Figure, ...]
    doubts: frozenset[Doubt]
    day: date
    """The evening it was seen from."""
    expires: date

    @property
    def kind(self) -> Kind:
        return KINDS[self.analysis]

    @property
    def actions(self) -> tuple[ActionKind, ...]:
        return self.kind.actions

    @property
    def basis(self) -> Basis:
        return self.stake.basis if self.stake else Basis.NONE

    @property
    def fingerprint(self) -> str:
        """The same analysis of the same thing: what it says may change, the finding stays."""
        return fingerprint_of(self.analysis, self.subject)


def fingerprint_of(analysis: str, subject: Mapping[str, str]) -> str:
    told = json.dumps([analysis, sorted(subject.items())], ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a company saw."""

    day: date
    snapshot: int | None
    found: tuple[Found, ...]
    gaps: Mapping[str, str]
    """Analyses that could not look, and why."""
    tried: int
    """Things judged."""


def rank(found: Found) -> tuple[int, float, str]:
    """By basis, then the most money first."""
    return RANKED.index(found.basis), -float(found.stake.mid) if found.stake else 0.0, found.fingerprint
