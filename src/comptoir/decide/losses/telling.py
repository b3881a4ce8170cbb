"""What loses, as commands and programs read it. Heavy."""

from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.losses.engine import Shortfall, money_a_week
from comptoir.decide.losses.looking import Looked, Loss, Losses
from comptoir.decide.losses.words import why
from comptoir.measure.tracking.api import sentence


def losses_json(scope: Scope, found: Losses) -> dict[str, Any]:
    """The sure losses with their probable cause, and every segment that was looked at, the most visited first."""
    worth = found.worth
    segments = [_segment(found, one) for one in found.looked]
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": found.day,
        "snapshot": found.snapshot,
        "level": 0.8,
        "unit": "a week",
        "basis": worth.basis.value if worth else None,
        "measurement": sentence(found.shift) if found.shift else None,
        "losses": [_loss(one) for one in found.losses],
        "segments": sorted(segments, key=lambda one: (one["visits"] is None, -(one["visits"] or 0))),
    }


def _loss(one: Loss) -> dict[str, Any]:
    week = one.week
    return {
        "fingerprint": one.looked.fingerprint,
        "where": dict(one.looked.where),
        "since": one.looked.since,
        "money": {"low": week.low, "mid": week.mid, "high": week.high} if week else None,
        "missing": round(one.found.mid),
        "cause": one.cause.value,
    }


def _segment(found: Losses, one: Looked) -> dict[str, Any]:
    told = one.found
    where = {"segment": ", ".join(one.where.values()) or "all", "where": dict(one.where)}
    names = ("visits", "expected", "actual", "missing", "low", "high", "money")
    if not isinstance(told, Shortfall):
        return {**where, "verdict": "inconclusive", **dict.fromkeys(names), "reason": why(told)}
    money = None
    # What chance explains is not told in money.
    if one.is_sure and not found.shift and found.per_purchase is not None:
        money = money_a_week(told.expected, told.actual, told.visits_a_week, found.per_purchase)
    return {
        **where,
        "verdict": "measurement_moved" if found.shift else "loses" if one.is_sure else "no_loss",
        "visits": round(told.visits_a_week),
        "expected": round(told.expected, 6),
        "actual": round(told.actual, 6),
        "missing": round(told.mid),
        "low": round(told.low),
        "high": round(told.high),
        "money": None if money is None else Decimal(f"{money:.2f}"),
        "reason": None,
    }
