"""comptoir alarms …"""

import argparse
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.decide.anomalies.api import look_and_keep, look_at, look_json


def look(parsed: argparse.Namespace, out: TextIO) -> None:
    """Looks now. Without --at what is found becomes what the page shows, as after each import."""
    scope = operator_scope(parsed.company)
    evening = day(parsed.at, "--at") if parsed.at else None
    if evening is not None and evening > scope.today():
        raise UsageError(f"« --at {evening} » has not come yet.", "Allowed: today or a day before.")
    seen = look_and_keep(scope) if evening is None else look_at(scope, evening)
    whole = look_json(scope, seen, with_over=parsed.all)
    write_rows(out, parsed.format, [_line(one) for one in whole["alarms"]], whole)


def _line(found: Any) -> dict[str, Any]:
    money = found["money"] or {"so_far": None, "week": None, "basis": None}
    return {
        "alarm": found["title"],
        "kind": found["fault"] or found["kind"],
        "first_day": found["first_day"],
        "last_day": found["last_day"],
        "change": found["change"],
        "week": money["week"],
        "so_far": money["so_far"],
        "basis": money["basis"],
        "fingerprint": found["fingerprint"],
    }
