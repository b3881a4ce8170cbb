"""comptoir metrics …"""

import argparse
from datetime import date
from typing import TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.metrics.api import Query, catalogue, run


def metrics(parsed: argparse.Namespace, out: TextIO) -> None:
    if parsed.list:
        rows = [{"metric": m.name, "unit": m.unit, "formula": str(m.words)} for m in catalogue()]
        write_rows(out, parsed.format, rows)
        return
    if not parsed.names or not parsed.company:
        raise UsageError(
            "Name metrics and a company.", advice="comptoir metrics net_sales --company SLUG, or --list."
        )
    result = run(operator_scope(parsed.company), _query(parsed)).to_json()
    write_rows(out, parsed.format, result["rows"], result)


def _query(parsed: argparse.Namespace) -> Query:
    return Query(
        metrics=_words(parsed.names),
        by=_words(parsed.by),
        grain=Grain(parsed.grain),
        period=_period(parsed.start, parsed.end),
        compare=Comparison(parsed.compare) if parsed.compare else None,
        where=tuple(_condition(text) for text in parsed.where),
        tax=parsed.tax,
        currency=parsed.currency,
        snapshot=parsed.snapshot,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _condition(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(
            f"« --where {text} » is not understood.", "Allowed: DIM=VALUE, such as country=France."
        )
    return name.strip(), value


def _period(start: str | None, end: str | None) -> Period | None:
    """None when both ends are open: all that is known."""
    if start is None and end is None:
        return None
    first = day(start, "--from") if start else date.min
    last = day(end, "--to") if end else date.max
    if last < first:
        raise UsageError(
            f"The period ends ({last}) before it begins ({first}).", advice="Exchange --from and --to."
        )
    return Period(first, last)
