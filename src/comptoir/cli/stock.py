"""comptoir stock …"""

import argparse
from typing import TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.decide.findings.api import LackingError, told_evening
from comptoir.decide.reorder.api import lacking_json, outlooks, product_names_of, stock_json


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    evening = told_evening(scope, day(parsed.at, "--at") if parsed.at else None)
    try:
        found = outlooks(scope, evening)
    except LackingError as lacking:
        if parsed.format == "table":
            out.write(f"{lacking.args[0]}\n")
        else:
            write_rows(out, parsed.format, [], lacking_json(scope, evening, str(lacking.args[0])))
        return
    whole = stock_json(scope, found, product_names_of(scope, found))
    write_rows(out, parsed.format, whole["products"], whole)
