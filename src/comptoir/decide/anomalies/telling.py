"""An alarm as programs read it."""

from collections.abc import Mapping
from typing import Any

from comptoir.decide.anomalies.found import Alarm
from comptoir.decide.anomalies.words import sentence, title


def told(one: Alarm, currency: str) -> Mapping[str, Any]:
    """Amounts as text with two decimals, days as ISO text."""
    money = one.money
    return {
        "fingerprint": one.fingerprint,
        "kind": one.kind.value,
        "fault": one.fault.value if one.fault else None,
        "title": title(one),
        "text": sentence(one, currency),
        "metric": one.metric,
        "dimension": one.dimension or None,
        "value": one.value or None,
        "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "over": one.is_over,
        "actual": one.actual,
        "expected": one.expected,
        "low": one.low,
        "high": one.high,
        "change": None if one.change is None else round(one.change, 4),
        "money": {
            "so_far": str(money.so_far),
            "week": str(money.week),
            "basis": money.basis.value,
        }
        if money
        else None,
        "false_rate": one.false_rate,
    }
