"""comptoir orders …"""

import argparse
from dataclasses import asdict
from typing import Any, TextIO

from comptoir.cli.output import write_facts, write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.measure.doubles.api import (
    choose_master,
    doubles_of,
    listed_doubles,
    reason_words,
    recount,
    say_of_pair,
)

ANSWERS = {"same": True, "different": False, "figures": None}


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    """What sources have in common; with --list the orders that are counted once."""
    scope = operator_scope(parsed.company)
    if parsed.orders:
        write_rows(out, parsed.format, [asdict(one) for one in listed_doubles(scope)])
    else:
        told = [asdict(pair) | {"why": reason_words(pair)} for pair in doubles_of(scope).pairs]
        write_rows(out, parsed.format, told)


def master(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    choose_master(scope, parsed.channel, parsed.source)
    write_facts(out, parsed.format, _counted(scope))


def pair(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    say_of_pair(scope, parsed.channel, parsed.source, parsed.other, is_same=ANSWERS[parsed.answer])
    write_facts(out, parsed.format, _counted(scope))


def count(parsed: argparse.Namespace, out: TextIO) -> None:
    write_facts(out, parsed.format, _counted(operator_scope(parsed.company)))


def _counted(scope: Scope) -> dict[str, Any]:
    snapshot = recount(scope)
    found = doubles_of(scope)
    return {
        "counted_once": found.count,
        "open_questions": len(found.open_questions),
        "snapshot": snapshot.number if snapshot else None,
    }
