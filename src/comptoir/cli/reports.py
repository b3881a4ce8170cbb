"""comptoir report …"""

import argparse
import gc
from pathlib import Path
from typing import TextIO

from django.utils.translation import override

from comptoir.check.branding.api import brand_of
from comptoir.check.reports.api import (
    Kept,
    build,
    checked_suffix,
    line_json,
    rendered,
    report_address,
    reports,
    template_of,
    templates,
)
from comptoir.check.sending.api import send
from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import NotFoundError, UsageError


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    write_rows(out, parsed.format, [line_json(one) for one in reports(scope)])


def list_templates(parsed: argparse.Namespace, out: TextIO) -> None:
    """Those that come with Comptoir, and the company's own."""
    scope = operator_scope(parsed.company)
    rows = [
        {"key": one.key, "name": one.name, "kind": one.kind, "own": one.is_own} for one in templates(scope)
    ]
    write_rows(out, parsed.format, rows)


def build_one(parsed: argparse.Namespace, out: TextIO) -> None:
    """In the language of the company unless another is asked. What is approved is written as it is."""
    gc.disable()  # a command of seconds: what it makes stays until it ends
    scope = operator_scope(parsed.company)
    at = day(parsed.at, "--at") if parsed.at else None
    if at is not None and at > scope.today():
        raise UsageError(f"« --at {at} » has not come yet.", "Allowed: today or a day before.")
    suffix = checked_suffix(Path(parsed.out).suffix) if parsed.out else ""
    with override(parsed.language or scope.language):
        kept = build(scope, parsed.template, at, takes_settled=True)
    if parsed.out:
        address = report_address(scope.slug, kept.line.id)
        Path(parsed.out).write_bytes(rendered(suffix, kept.report, kept.remarks, address, brand_of(scope)))
    write_facts(
        out, parsed.format, {**line_json(kept.line), "figures": _figures(kept), "file": parsed.out or None}
    )


def send_one(parsed: argparse.Namespace, out: TextIO) -> None:
    """Into the outbox: a worker hands the mails over."""
    scope = operator_scope(parsed.company)
    name = template_of(scope, parsed.template).key
    at = day(parsed.at, "--at") if parsed.at else None
    line = next((one for one in reports(scope, name) if at is None or one.last_day <= at), None)
    if line is None:
        raise NotFoundError(
            f"There is no {name} report of {scope.name}{f' up to {at}' if at else ''}.",
            f"Build it: comptoir report build {name} --company {scope.slug}",
        )
    done = send(scope, line.id, parsed.to)
    told = {"sent_to": done.written_to, "had_it": done.had_it, "stopped_it": done.refused}
    lists = {word: ", ".join(people) or None for word, people in told.items()}
    write_facts(out, parsed.format, {**line_json(done.line), **lists})


def _figures(kept: Kept) -> int:
    return sum(1 for _one in kept.report.figures())
