"""comptoir import …, comptoir rejects, comptoir customer …"""

import argparse
from pathlib import Path
from typing import TextIO

from comptoir.cli.output import write_facts, write_rows
from comptoir.connectors.files.api import Repeats
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import InputError
from comptoir.measure.ingest.api import erase_customer as erase
from comptoir.measure.ingest.api import find_mapping, import_file, rejected_rows


def orders(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    path = Path(parsed.file)
    if not path.is_file():
        raise InputError(f"There is no file « {parsed.file} ».", advice="Check the path.")
    mapping = find_mapping(scope, parsed.mapping, path)
    if parsed.keep_repeated:
        mapping = mapping.with_(repeats=Repeats.KEEP)
    write_facts(out, parsed.format, import_file(scope, path, mapping).to_json())


def rejects(parsed: argparse.Namespace, out: TextIO) -> None:
    rows = rejected_rows(operator_scope(parsed.company), parsed.import_number)
    write_rows(out, parsed.format, [row.to_json() for row in rows])


def erase_customer(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    write_facts(out, parsed.format, {"company": scope.slug, "erased": erase(scope, parsed.ref)})
