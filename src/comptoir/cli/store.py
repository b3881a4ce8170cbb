"""comptoir snapshots, comptoir maintain"""

import argparse
from typing import TextIO

from comptoir.cli.output import write_facts, write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.measure.warehouse.api import compact, vacuum
from comptoir.measure.warehouse.api import snapshots as all_snapshots


def snapshots(parsed: argparse.Namespace, out: TextIO) -> None:
    listed = all_snapshots(operator_scope(parsed.company))
    write_rows(
        out,
        parsed.format,
        [
            {"snapshot": s.number, "created_at": s.created_at, "reason": s.reason, "rows": s.rows}
            for s in listed
        ],
    )


def maintain(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    compact(scope)
    vacuum(scope)
    write_facts(out, parsed.format, {"company": scope.slug, "state": "compacted and vacuumed"})
