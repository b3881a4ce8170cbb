"""comptoir stock …"""

import argparse
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import ConflictError, UsageError
from comptoir.decide.findings.api import LackingError, last_evening
from comptoir.decide.reorder.api import outlooks, product_names_of, told


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    asked = day(parsed.at, "--at") if parsed.at else None
    if asked is not None and asked > scope.today():
        raise UsageError(f"« --at {asked} » has not come yet.", "Allowed: today or a day before.")
    evening = asked or last_evening(scope)
    if evening is None:
        raise ConflictError("Nothing is loaded yet.", advice="Import your orders first.")
    whole: dict[str, Any] = {"company": scope.slug, "currency": scope.currency, "at": evening}
    try:
        found = outlooks(scope, evening)
    except LackingError as lacking:
        if parsed.format == "table":
            out.write(f"{lacking.args[0]}\n")
        else:
            write_rows(out, parsed.format, [], {**whole, "lacking": str(lacking.args[0]), "products": []})
        return
    names = product_names_of(scope, found)
    rows = [told(one, names) for one in found.lines]
    whole |= {
        "snapshot": found.snapshot,
        "interval": {"level": 0.8, "method": "negative_binomial"},
        "cover_days": found.cover_days,
        "products": rows,
    }
    write_rows(out, parsed.format, rows, whole)
