"""comptoir advertising, prices, merchandising, losses, journeys"""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.decide.advertising.api import campaigns_json
from comptoir.decide.findings.api import told_evening
from comptoir.decide.journeys.api import journeys_json
from comptoir.decide.losses.api import losses_json
from comptoir.decide.merchandising.api import ranking_json
from comptoir.decide.pricing.api import Asked, offer_json, plenty_json


def advertising(parsed: argparse.Namespace, out: TextIO) -> None:
    """The campaigns: spend, what is credited, how the month runs, what may be done."""
    scope, at = _asked(parsed)
    _write(parsed, out, campaigns_json(scope, at), "campaigns")


def prices(parsed: argparse.Namespace, out: TextIO) -> None:
    """An offer where `--of` names an item or a category; else the items with much stock."""
    scope, at = _asked(parsed)
    if not parsed.of:
        _write(parsed, out, plenty_json(scope, at), "products")
        return
    asked = {"of": parsed.of, "discount": parsed.discount, "from": parsed.start, "to": parsed.end}
    told = {name: value for name, value in asked.items() if value}
    _write(parsed, out, offer_json(scope, at, Asked.parse(told, at + timedelta(days=1))), "items")


def merchandising(parsed: argparse.Namespace, out: TextIO) -> None:
    """What earns most where it is seen."""
    scope, at = _asked(parsed)
    _write(parsed, out, ranking_json(scope, at, parsed.category or "", parsed.planned), "products")


def losses(parsed: argparse.Namespace, out: TextIO) -> None:
    """Every segment of the visits, held against its own past."""
    scope, at = _asked(parsed)
    _write(parsed, out, losses_json(scope, at), "segments")


def journeys(parsed: argparse.Namespace, out: TextIO) -> None:
    """The steps of visits, their segments, the ways of orders, or who is credited."""
    scope = operator_scope(parsed.company)
    asked = {"from": parsed.start, "to": parsed.end, "compare": parsed.compare, "by": parsed.by}
    whole = journeys_json(scope, parsed.part, {name: value for name, value in asked.items() if value})
    _write(parsed, out, whole, {"credit": "channels"}.get(parsed.part, parsed.part))


def _asked(parsed: argparse.Namespace) -> tuple[Scope, date]:
    scope = operator_scope(parsed.company)
    return scope, told_evening(scope, day(parsed.at, "--at") if parsed.at else None)


def _write(parsed: argparse.Namespace, out: TextIO, whole: Mapping[str, Any], name: str) -> None:
    """The rows of that name; as JSON everything; where there are none, the sentence that says why."""
    if parsed.format == "table" and whole.get("lacking"):
        out.write(f"{whole['lacking']}\n")
        return
    rows = [{key: _cell(value) for key, value in row.items() if key != "where"} for row in whole[name]]
    write_rows(out, parsed.format, rows, whole)


def _cell(value: Any) -> Any:
    """Lists as they are read in a line."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return ", ".join(str(one) for one in value) if is_list else value
