"""comptoir findings …"""

import argparse
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.decide.findings.api import look_and_keep, look_at, look_json


def look(parsed: argparse.Namespace, out: TextIO) -> None:
    """Looks now. Without --at what is found becomes the list that the page shows, as after each import."""
    scope = operator_scope(parsed.company)
    evening = day(parsed.at, "--at") if parsed.at else None
    if evening is not None and evening > scope.today():
        raise UsageError(f"« --at {evening} » has not come yet.", "Allowed: today or a day before.")
    seen = look_and_keep(scope) if evening is None else look_at(scope, evening)
    whole = look_json(scope, seen)
    write_rows(out, parsed.format, [_line(one) for one in whole["findings"]], whole)


def _line(found: Any) -> dict[str, Any]:
    stake = found["stake"] or {"low": None, "mid": None, "high": None}
    return {
        "finding": found["title"],
        **stake,
        "basis": found["basis"],
        "confidence": found["confidence"],
        "actions": ", ".join(found["actions"]),
        "fingerprint": found["fingerprint"],
        "expires": found["expires"],
    }
