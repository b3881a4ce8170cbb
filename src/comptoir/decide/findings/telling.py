"""A finding as programs read it."""

from collections.abc import Mapping
from typing import Any

from comptoir.decide.findings.found import Found
from comptoir.decide.findings.storing import figure_to_json
from comptoir.decide.findings.words import Names, confidence_words, money_words, title


def told(found: Found, currency: str, names: Names) -> Mapping[str, Any]:
    """Amounts as text with two decimals, days as ISO text."""
    stake = found.stake
    return {
        "fingerprint": found.fingerprint,
        "analysis": found.analysis,
        "title": title(found, currency, names),
        "subject": dict(found.subject),
        "stake": {"low": str(stake.low), "mid": str(stake.mid), "high": str(stake.high)} if stake else None,
        "basis": found.basis.value,
        "how": money_words(found, currency, names),
        "confidence": found.confidence.value,
        "confidence_why": confidence_words(found),
        "actions": [kind.value for kind in found.actions],
        "evidence": [figure_to_json(figure) for figure in found.evidence],
        "at": found.day.isoformat(),
        "expires": found.expires.isoformat(),
    }
