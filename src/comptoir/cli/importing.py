"""comptoir import …, comptoir rejects, comptoir customer …"""

import argparse
from pathlib import Path
from typing import TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.connectors.files.api import Repeats, Told
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.errors import InputError
from comptoir.decide.findings.api import look_if_moved
from comptoir.measure.ingest.api import (
    corrections_csv,
    find_mapping,
    import_any,
    import_file,
    rejected_rows,
    rows_to_correct,
    undo_import,
)
from comptoir.measure.ingest.api import erase_customer as erase
from comptoir.measure.metrics.api import is_prepared


def orders(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    path = Path(parsed.file)
    if not path.is_file():
        raise InputError(f"There is no file « {parsed.file} ».", advice="Check the path.")
    mapping = find_mapping(scope, parsed.mapping, path)
    if parsed.keep_repeated:
        mapping = mapping.with_(repeats=Repeats.KEEP)
    write_facts(out, parsed.format, import_file(scope, path, mapping).to_json())
    _prepare_findings(scope)


def auto(parsed: argparse.Namespace, out: TextIO) -> None:
    """Each file on its own: one that cannot be used does not keep the others out."""
    scope = operator_scope(parsed.company)
    told = Told(
        parsed.account,
        day(parsed.first_day, "--from") if parsed.first_day else None,
        day(parsed.last_day, "--to") if parsed.last_day else None,
    )
    rows, refused = [], []
    for name in parsed.files:
        try:
            if not Path(name).is_file():
                raise InputError(f"There is no file « {name} ».", advice="Check the path.")
            rows.append(import_any(scope, Path(name), told).to_json())
        except InputError as error:
            refused.append(f"{name}: {error}")
    write_rows(out, parsed.format, rows)
    if rows:
        _prepare_findings(scope)
    if refused:
        raise InputError("\n".join(refused))


def _prepare_findings(scope: Scope) -> None:
    """Of a company whose figures are worked out in advance the findings are too: whoever asks next does not wait. A
    worker would look within the quarter of an hour; a command may run without one."""
    if is_prepared(scope):
        look_if_moved(scope)


def undo(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    run = undo_import(scope, parsed.import_number)
    told = {"import": run.number, "file": run.file_name, "rows": run.rows_loaded, "snapshot": run.undoing}
    write_facts(out, parsed.format, {"company": scope.slug, "undone": True, **told})


def rejects(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    if parsed.to_correct:
        table = rows_to_correct(scope, parsed.import_number)
        path = Path(parsed.to_correct)
        path.write_bytes(corrections_csv(table, ","))
        write_facts(out, parsed.format, {"company": scope.slug, "file": str(path), "rows": len(table.rows)})
        return
    rows = rejected_rows(scope, parsed.import_number)
    write_rows(out, parsed.format, [row.to_json() for row in rows])


def erase_customer(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    write_facts(out, parsed.format, {"company": scope.slug, "erased": erase(scope, parsed.ref)})
