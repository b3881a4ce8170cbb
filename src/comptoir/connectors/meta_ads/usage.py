"""How much of what it allows Meta says is used up, in the headers of its answers. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

HEADERS = ("x-business-use-case-usage", "x-ad-account-usage", "x-fb-ads-insights-throttle", "x-app-usage")
SHARES = frozenset({"call_count", "total_cputime", "total_time", "acc_id_util_pct", "app_id_util_pct"})
"""Each in percent of what is allowed."""
WAITS = {"estimated_time_to_regain_access": 60.0, "reset_time_duration": 1.0}
"""How long until it is free again -> seconds of its unit."""
CALM = 75.0
"""Percent up to which nothing is held back."""


@dataclass(frozen=True, slots=True)
class Usage:
    percent: float = 0.0
    """Of the scarcest."""
    wait: float = 0.0
    """Seconds until Meta answers again, where it says so."""

    def pause(self, longest: float) -> float:
        """Seconds to wait before the next question: the nearer the limit, the longer."""
        return min(max(self.percent - CALM, 0.0) / (100.0 - CALM), 1.0) * longest


def usage(headers: Mapping[str, str]) -> Usage:
    """Of the headers of an answer, names in lower case; what cannot be read is passed over."""
    shares, waits = [0.0], [0.0]
    for name in HEADERS:
        for key, value in _numbers(_read(headers.get(name, ""))):
            if key in SHARES:
                shares.append(value)
            elif key in WAITS:
                waits.append(value * WAITS[key])
    is_full = max(shares) >= 100.0
    return Usage(max(shares), max(waits) if is_full else 0.0)


def _read(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _numbers(value: object) -> Iterator[tuple[str, float]]:
    """Every number by its key, however deep: some headers name the account first, some do not."""
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, int | float) and not isinstance(part, bool):
                yield key, float(part)
            else:
                yield from _numbers(part)
