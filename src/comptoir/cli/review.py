"""comptoir review …"""

import argparse
import gc
from typing import TextIO

from django.utils.translation import override

from comptoir.cli.days import day
from comptoir.cli.lean import lean
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.decide.review.api import as_json, as_markdown, as_table, review


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    """The review in the language of the company. Without --at it looks for findings where the facts have moved."""
    gc.disable()  # a command of seconds: what it makes stays until it ends
    scope = operator_scope(parsed.company)
    at = day(parsed.at, "--at") if parsed.at else None
    if at is not None and at > scope.today():
        raise UsageError(f"« --at {at} » has not come yet.", "Allowed: today or a day before.")
    with lean(), override(scope.language):
        found = review(scope, parsed.period, at)
        if parsed.format == "markdown":
            out.write(as_markdown(scope, found))
        elif parsed.format == "json":
            write_rows(out, "json", [], as_json(scope, found))
        else:
            table = as_table(found)
            write_rows(out, parsed.format, [dict(row) for row in table.rows])
            if parsed.format == "table":
                out.writelines(f"\n{text}\n" for text in as_json(scope, found)["essentials"])
