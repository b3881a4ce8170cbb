"""A review as programs read it: docs/review.md describes each field. Amounts and ratios are texts."""

from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.anomalies.api import told as alarm_told
from comptoir.decide.findings.api import names_for, told
from comptoir.decide.review.essentials import essentials
from comptoir.decide.review.parts import FigureLine, Finds, Landed, Late, Review
from comptoir.decide.review.shown import finds_sentence


def as_json(scope: Scope, found: Review) -> dict[str, Any]:
    reasons = {reason.metric.name: reason.text for reason in found.reasons}
    return {
        "company": scope.slug,
        "language": scope.language,
        "currency": scope.currency,
        "tax": found.figures.tax,
        "at": found.day.isoformat(),
        "period": {"name": found.span.name, **_days(found.span.period)},
        "compared": _days(found.span.compared),
        "last_year": _days(found.figures.last_year) if found.figures.last_year else None,
        "snapshot": found.snapshot,
        "refreshed_at": found.refreshed_at.isoformat(timespec="seconds") if found.refreshed_at else None,
        "essentials": list(essentials(scope, found)),
        "nothing_worth_doing": found.is_calm,
        "figures": [_figure(line, reasons) for line in found.figures.lines],
        "landings": [_landing(one) for one in found.landings],
        "findings": _finds(scope, found.finds),
        "alarms": [alarm_told(one, scope.currency) for one in found.alarms],
        "late": None if found.late is None else [_late(one) for one in found.late],
    }


def _figure(line: FigureLine, reasons: dict[str, str]) -> dict[str, Any]:
    expected = line.expected
    return {
        "metric": line.metric.name,
        "label": str(line.metric.label),
        "unit": line.metric.unit.value,
        "value": _text(line.value),
        "before": _text(line.before),
        "last_year": _text(line.last_year),
        "expected": {
            "mid": str(expected.mid),
            "low": str(expected.low),
            "high": str(expected.high),
            "level": 80,
            "method": "conformal",
        }
        if expected
        else None,
        "judgement": line.sign.value,
        "why": reasons.get(line.metric.name),
    }


def _landing(one: Landed) -> dict[str, Any]:
    found, landing = one.progress, one.progress.landing
    return {
        "metric": one.place.metric,
        "dimension": one.place.dimension or None,
        "part": one.place.part or None,
        "month": f"{found.month:%Y-%m}",
        "actual": _money(found.actual),
        "target": _text(found.target),
        "share_of_target": _ratio(found.share_of_target),
        "of_whole": _ratio(found.of_whole),
        "expected": _money(landing.expected) if landing else None,
        "low": _money(landing.low80) if landing else None,
        "high": _money(landing.high80) if landing else None,
        "level": 80,
        "method": landing.method if landing else None,
        "chance": _ratio(landing.chance) if landing else None,
        "reason": str(found.reason) or None,
    }


def _finds(scope: Scope, finds: Finds) -> dict[str, Any]:
    names = names_for(scope, [one.found for one in finds.listed])
    return {
        "at": finds.day.isoformat() if finds.day else None,
        "tried": finds.tried,
        "found": finds.found,
        "least_money": str(finds.least_money),
        "sentence": finds_sentence(scope, finds, None) if not finds.listed else None,
        "could_not_look": list(finds.gaps),
        "worth_most": [
            {**told(one.found, scope.currency, names), "first_seen": one.first_day.isoformat()}
            for one in finds.listed
        ],
    }


def _late(one: Late) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "title": one.title,
        "detail": one.detail or None,
        "since": one.since.isoformat() if one.since else None,
    }


def _days(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _text(value: Decimal | int | None) -> str | None:
    return None if value is None else str(value)


def _money(value: float) -> str:
    return f"{value:.2f}"


def _ratio(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"
