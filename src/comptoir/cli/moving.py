"""comptoir export, comptoir import company"""

import argparse
import sys
from pathlib import Path
from typing import TextIO

from comptoir.cli.companies import person
from comptoir.cli.output import write_facts
from comptoir.core.companies.api import operator_scope
from comptoir.measure.takeout.api import bring_company, write_company


def export(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, folder = operator_scope(parsed.company), Path(parsed.folder)

    def watch(done: int, steps: int, what: str) -> None:
        _say(f"{done}/{steps} {what}")

    found = write_company(scope, folder, with_personal_data=parsed.with_personal_data, watch=watch)
    told = {"company": scope.slug, "folder": str(folder), "files": len(found.files)}
    rows = {"facts": sum(found.facts.values()), "rows": sum(found.tables.values())}
    write_facts(out, parsed.format, {**told, **rows, "personal_data": found.with_personal_data})


def bring(parsed: argparse.Namespace, out: TextIO) -> None:
    owner = person(parsed.owner) if parsed.owner else None
    company = bring_company(Path(parsed.folder), slug=parsed.slug, owner=owner, watch=_say)
    write_facts(out, parsed.format, {"company": company.slug, "name": company.name, "state": "brought in"})


def _say(text: str) -> None:
    """Progress is for eyes: a program that reads the answer is not disturbed."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()
