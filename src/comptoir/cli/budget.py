"""comptoir budget …"""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import override

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import InputError, UsageError
from comptoir.core.tables.api import month_of
from comptoir.decide.budget.api import (
    Span,
    Width,
    account_json,
    account_of,
    account_rows,
    import_file,
    last_day,
)


def budget(parsed: argparse.Namespace, out: TextIO) -> None:
    """The account of a month, or of a year: `budget import FILE` reads what is planned."""
    scope = operator_scope(parsed.company)
    if parsed.verb == "import":
        _import(parsed, out)
        return
    if parsed.file:
        raise UsageError("A file is read by « comptoir budget import FILE ».")
    at = day(parsed.at, "--at") if parsed.at else None
    known = last_day(scope, at) or at or scope.today()
    with override(scope.language):
        found = account_of(scope, _span(parsed, known), at)
        write_rows(out, parsed.format, account_rows(found), account_json(scope, found))


def _span(parsed: argparse.Namespace, known: date) -> Span:
    if parsed.year:
        first = month_of(f"{parsed.year}-01")
        if first is None or len(parsed.year) != 4:
            raise UsageError(f"« --year {parsed.year} » is not a year such as 2027.")
        return Span(Width.YEAR, first)
    month = month_of(parsed.month) if parsed.month else known.replace(day=1)
    if month is None:
        raise UsageError(f"« --month {parsed.month} » is not a month such as 2027-01.")
    return Span(Width.MONTH, month)


def _import(parsed: argparse.Namespace, out: TextIO) -> None:
    if not parsed.file:
        raise UsageError("Say which file: comptoir budget import FILE.")
    path = Path(parsed.file)
    if not path.is_file():
        raise InputError(f"There is no file « {path} ».")
    scope = operator_scope(parsed.company)
    with override(scope.language):
        change, found = import_file(scope, path.read_bytes())
        rows: list[dict[str, Any]] = [
            {"line": one.number, "reason": one.reason, "row": one.row} for one in found.refused
        ]
        whole = {
            "company": scope.slug,
            "read": len(found.figures),
            "changed": change is not None,
            "change": change,
            "refused": rows,
        }
        if parsed.format == "table":
            out.write(f"{len(found.figures)} figures read{'' if change else ', nothing changed'}.\n")
        if rows or parsed.format != "table":
            write_rows(out, parsed.format, rows, whole)
