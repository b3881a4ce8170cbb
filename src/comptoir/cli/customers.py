"""comptoir customers …"""

import argparse
from datetime import date
from typing import TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.errors import UsageError
from comptoir.decide.customers.api import (
    Inconclusive,
    clv_json,
    cohorts_json,
    evening,
    lifetimes,
    rfm_json,
    segments_json,
)

LONGEST = 3650


def rfm(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    whole = rfm_json(scope, at)
    write_rows(out, parsed.format, whole["customers"], whole)


def show_segments(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    whole = segments_json(scope, at)
    write_rows(out, parsed.format, whole["segments"], whole)


def show_cohorts(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    whole = cohorts_json(scope, at)
    write_rows(out, parsed.format, whole["cohorts"], whole)


def clv(parsed: argparse.Namespace, out: TextIO) -> None:
    if not 1 <= parsed.horizon <= LONGEST:
        raise UsageError(f"« --horizon {parsed.horizon} » is out of reach.", f"Allowed: 1 to {LONGEST} days.")
    scope, at = _asked(parsed)
    found = lifetimes(scope, at, parsed.horizon)
    told = clv_json(scope, at, parsed.horizon, found)
    if isinstance(found, Inconclusive) and parsed.format == "table":
        out.write(f"{told['inconclusive']}\n")
        return
    write_rows(out, parsed.format, told["customers"], told)


def _asked(parsed: argparse.Namespace) -> tuple[Scope, date]:
    scope = operator_scope(parsed.company)
    return scope, evening(scope, day(parsed.at, "--at") if parsed.at else None)
