"""A look and the list that is kept, as commands and programs answer them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.choosing import choices_of
from comptoir.decide.findings.found import Found, Look
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed, findings, last_look
from comptoir.decide.findings.telling import told


def look_json(scope: Scope, seen: Look) -> dict[str, Any]:
    """What a look has just seen."""
    return {
        **_head(scope, seen.day, seen.snapshot, choices_of(scope).least_money, seen.tried),
        "findings": _told(scope, seen.found),
        "could_not_look": [{"analysis": code, "why": why} for code, why in seen.gaps.items()],
    }


def list_json(scope: Scope, *, muted: bool = False) -> dict[str, Any]:
    """The list that the page shows: what the newest look has seen, with what people said of it."""
    listed, last = findings(scope, muted=muted), last_look(scope)
    if last is None:
        head = _head(scope, None, None, choices_of(scope).least_money, 0)
    else:
        head = _head(scope, last.day, last.snapshot, last.least_money, last.tried)
    rows = _told(scope, [one.found for one in listed])
    return {
        **head,
        "findings": [{**row, **_said(one)} for row, one in zip(rows, listed, strict=True)],
        "could_not_look": [{"analysis": code, "why": None} for code in (last.gaps if last else ())],
    }


def _head(scope: Scope, day: date | None, snapshot: int | None, least: Decimal, tried: int) -> dict[str, Any]:
    return {
        "company": scope.slug,
        "currency": scope.currency,
        "at": day,
        "snapshot": snapshot,
        "unit": "money over 30 days",
        "least_money": least,
        "tried": tried,
    }


def _told(scope: Scope, found: Sequence[Found]) -> list[Mapping[str, Any]]:
    names = names_for(scope, found)
    return [told(one, scope.currency, names) for one in found]


def _said(one: Listed) -> dict[str, Any]:
    return {
        "first_day": one.first_day,
        "muted": {"until": one.muted_until, "reason": one.mute_reason} if one.is_muted else None,
    }
