"""Looks from evenings of the past: what decides them beside the facts, and how they are kept."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import Basis, Effect
from comptoir.decide.evenings.api import Evening, kept
from comptoir.decide.findings.candidate import Doubt
from comptoir.decide.findings.found import Confidence, Found, Look
from comptoir.decide.findings.storing import figure_from_json, figure_to_json

READS = (
    "core_calendar.CalendarEvent",
    "measure_choices.FigureChoices",
    "measure_costs.StoredRule",
    "measure_costs.RunningCost",
    "decide_drivers.StoredTree",
    "decide_findings.FindingChoices",
    "decide_forecasts.EventEffect",
    "decide_targets.StoredTarget",
)
"""A test holds that a look reads nothing else that people write."""


def kept_look(scope: Scope, day: date, snapshot: int, look: Callable[[], Look]) -> Look:
    return kept(scope, Evening("findings", day, snapshot, READS, as_json, from_json, speaks=True), look)


def as_json(look: Look) -> dict[str, Any]:
    """Amounts as text, so that they stay exact."""
    return {
        "day": look.day.isoformat(),
        "snapshot": look.snapshot,
        "found": [_found(one) for one in look.found],
        "gaps": dict(look.gaps),
        "tried": look.tried,
    }


def _found(one: Found) -> dict[str, Any]:
    stake = one.stake
    return {
        "analysis": one.analysis,
        "subject": dict(one.subject),
        "stake": [str(stake.low), str(stake.mid), str(stake.high), stake.basis.value] if stake else None,
        "confidence": one.confidence.value,
        "false_rate": one.false_rate,
        "numbers": dict(one.numbers),
        "evidence": [figure_to_json(figure) for figure in one.evidence],
        "doubts": sorted(one.doubts),
        "day": one.day.isoformat(),
        "expires": one.expires.isoformat(),
    }


def from_json(told: Mapping[str, Any]) -> Look:
    return Look(
        date.fromisoformat(told["day"]),
        told["snapshot"],
        tuple(_read(one) for one in told["found"]),
        told["gaps"],
        told["tried"],
    )


def _read(told: Mapping[str, Any]) -> Found:
    stake = None
    if told["stake"]:
        low, mid, high, basis = told["stake"]
        stake = Effect(Decimal(low), Decimal(mid), Decimal(high), Basis(basis))
    return Found(
        told["analysis"],
        told["subject"],
        stake,
        Confidence(told["confidence"]),
        told["false_rate"],
        told["numbers"],
        tuple(figure_from_json(figure) for figure in told["evidence"]),
        frozenset(Doubt(code) for code in told["doubts"]),
        date.fromisoformat(told["day"]),
        date.fromisoformat(told["expires"]),
    )
