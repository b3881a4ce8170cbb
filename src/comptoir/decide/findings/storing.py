"""Findings as rows: kept by what they are about, updated when they are seen again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import Basis, Effect
from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import Doubt, Figure
from comptoir.decide.findings.found import Confidence, Found, Look
from comptoir.decide.findings.models import LookRecord, StoredFinding


def keep(scope: Scope, look: Look, least_money: Decimal) -> None:
    """The look becomes the company's list: what it has seen is written anew, what it has not seen any more rests.

    Twice does no harm. What people said of a finding (muted) stays.
    """
    with transaction.atomic():
        LookRecord.objects.update_or_create(
            company_id=scope.company_id,
            defaults={
                "day": look.day,
                "snapshot": look.snapshot,
                "made_at": clock.now(),
                "tried": look.tried,
                "least_money": least_money,
                "gaps": sorted(look.gaps),
            },
        )
        rows = StoredFinding.objects.filter(company_id=scope.company_id)
        known = {row.fingerprint: row for row in rows}
        rows.exclude(fingerprint__in=[one.fingerprint for one in look.found]).update(is_current=False)
        for one in look.found:
            row = known.get(one.fingerprint) or StoredFinding(
                company_id=scope.company_id, fingerprint=one.fingerprint, first_day=one.day
            )
            _write(row, one, scope.currency, look.snapshot)
            row.save()


def _write(row: StoredFinding, one: Found, currency: str, snapshot: int | None) -> None:
    stake = one.stake
    row.analysis, row.content = one.analysis, _content(one)
    row.stake_low, row.stake_mid, row.stake_high = (
        (stake.low, stake.mid, stake.high) if stake else (None, None, None)
    )
    row.basis, row.currency, row.confidence = one.basis.value, currency, one.confidence.value
    row.false_rate, row.day, row.snapshot, row.expires = one.false_rate, one.day, snapshot, one.expires
    row.is_current = True


def _content(one: Found) -> dict[str, Any]:
    return {
        "subject": dict(one.subject),
        "numbers": dict(one.numbers),
        "evidence": [figure_to_json(figure) for figure in one.evidence],
        "doubts": sorted(one.doubts),
    }


def figure_to_json(figure: Figure) -> dict[str, Any]:
    return {
        "metric": figure.metric,
        "value": None if figure.value is None else f"{figure.value:f}",
        "from": figure.period.start.isoformat(),
        "to": figure.period.end.isoformat(),
        "where": dict(figure.where),
    }


def read(row: StoredFinding) -> Found:
    stake = None
    if row.stake_low is not None and row.stake_mid is not None and row.stake_high is not None:
        stake = Effect(row.stake_low, row.stake_mid, row.stake_high, Basis(row.basis))
    content: Mapping[str, Any] = row.content
    return Found(
        row.analysis,
        content["subject"],
        stake,
        Confidence(row.confidence),
        row.false_rate,
        content["numbers"],
        tuple(figure_from_json(figure) for figure in content["evidence"]),
        frozenset(Doubt(code) for code in content["doubts"]),
        row.day,
        row.expires,
    )


def figure_from_json(told: Mapping[str, Any]) -> Figure:
    period = Period(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    value = told["value"]
    return Figure(told["metric"], None if value is None else Decimal(value), period, told["where"])
