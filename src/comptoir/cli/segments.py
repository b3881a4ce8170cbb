"""comptoir segments …, comptoir consents …"""

import argparse
from pathlib import Path
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.consent.api import Ground, Origin, Purpose, counts, take_file
from comptoir.decide.customers.api import evening
from comptoir.decide.segments.api import counts_json, definition_json, export, saved, segment


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    rows = [definition_json(scope, one) for one in saved(scope)]
    write_rows(out, parsed.format, rows, {"segments": rows})


def count(parsed: argparse.Namespace, out: TextIO) -> None:
    """The one named, or all of them."""
    scope = operator_scope(parsed.company)
    at = evening(scope, day(parsed.at, "--at") if parsed.at else None)
    asked = [segment(scope, parsed.name)] if parsed.name else saved(scope)
    whole = counts_json(scope, at, asked)
    write_rows(out, parsed.format, whole["segments"], whole)


def export_one(parsed: argparse.Namespace, out: TextIO) -> None:
    """Who agreed to the purpose; the file is noted in the trail."""
    scope = operator_scope(parsed.company)
    one = segment(scope, parsed.name)
    at = day(parsed.at, "--at") if parsed.at else None
    found = export(scope, one, Purpose(parsed.purpose), is_hashed=not parsed.plain, at=at)
    left_out = {why.value: number for why, number in found.left_out.items()}
    whole = {
        "segment": one.name,
        "purpose": parsed.purpose,
        "form": "plain" if parsed.plain else "sha256",
        "addresses": list(found.addresses),
        "left_out": left_out,
    }
    write_rows(out, parsed.format, [{"Email": address} for address in found.addresses], whole)
    if parsed.format == "table":
        out.write(
            f"left out: {', '.join(f'{number} {why}' for why, number in left_out.items()) or 'nobody'}\n"
        )


def show_consents(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    at = day(parsed.at, "--at") if parsed.at else scope.today()
    rows = [
        {"purpose": one.purpose.value, "given": one.given, "withdrawn": one.withdrawn}
        for one in counts(scope, at)
    ]
    write_rows(out, parsed.format, rows, {"at": at, "consents": rows})


def take_consents(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    path = Path(parsed.file)
    on = day(parsed.on, "--on") if parsed.on else scope.today()
    origin = Origin(parsed.origin, Ground(parsed.ground), on, Purpose(parsed.purpose), not parsed.withdrawn)
    taken = take_file(scope, path.read_bytes(), path.name, origin)
    row: dict[str, Any] = {
        "given": taken.given,
        "withdrawn": taken.withdrawn,
        "known": taken.known,
        "undecided": taken.undecided,
        "erased": taken.erased,
        "refused": len(taken.refused),
    }
    refused = [{"line": one.line, "reason": one.reason} for one in taken.refused]
    write_rows(out, parsed.format, [row], {**row, "refused": refused})
