"""An explanation as commands and programs answer it."""

from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.explanation import Explanation, Segment, Split
from comptoir.decide.drivers.sentence import question, sentence


def as_json(scope: Scope, metric: str, found: Explanation | Inconclusive) -> dict[str, Any]:
    """Amounts as texts, exactly; sentences in the company's language."""
    head = {"company": scope.slug, "metric": metric, "language": scope.language}
    if isinstance(found, Inconclusive):
        return {**head, "inconclusive": _refused(found)}
    return {
        **head,
        "unit": found.metric.unit.value,
        "currency": found.currency,
        "tax": found.tax,
        "snapshot": found.snapshot,
        "period": _days(found.period),
        "compared": _days(found.compared),
        "before": str(found.before),
        "after": str(found.after),
        "change": str(found.change),
        "factors": factor_rows(found),
        "residual": f"{found.residual:f}",
        "segments": [_split(one) if isinstance(one, Split) else _refused(one) for one in found.splits],
        "visits": found.visits,
        "tracking_coverage": [str(one) for one in found.coverage] if found.coverage else None,
        "question": question(found, scope.language),
        "sentence": sentence(found, scope.language),
        "notes": [{"code": note.code, "text": str(note.text)} for note in found.notes],
    }


def factor_rows(found: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "factor": one.code,
            "label": str(one.label),
            "before": _short(one.before),
            "after": _short(one.after),
            "effect": str(one.effect),
        }
        for one in found.factors
    ]


def _split(one: Split) -> dict[str, Any]:
    return {
        "dimension": one.dimension,
        "sized_by": one.volume,
        "surprise": str(one.surprise),
        "is_simpson": one.is_simpson,
        "telling": [segment.name for segment in one.telling],
        "values": [_segment(segment) for segment in one.segments],
    }


def _segment(one: Segment) -> dict[str, Any]:
    names = ("before", "after", "effect", "volume", "mix", "rate")
    return {"name": one.name, "label": one.label, **{name: str(getattr(one, name)) for name in names}}


def _refused(found: Inconclusive) -> dict[str, str]:
    return {"code": found.code, "reason": found.reason}


def _days(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"
