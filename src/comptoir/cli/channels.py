"""comptoir channels …"""

import argparse
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.connectors.channels.api import DEFAULTS, FIELDS, ChannelRule
from comptoir.core.companies.api import operator_scope
from comptoir.measure.channels.api import Draft, add_rule, apply_rules, channel_rules, end_rule


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    rules = channel_rules(operator_scope(parsed.company))
    told = [_told(rule) for rule in (*rules, *(DEFAULTS if parsed.all else ()))]
    write_rows(out, parsed.format, told)


def add(parsed: argparse.Namespace, out: TextIO) -> None:
    draft = Draft(
        parsed.channel,
        {name: getattr(parsed, name) for name in FIELDS},
        day(parsed.first_day, "--from") if parsed.first_day else None,
        day(parsed.last_day, "--to") if parsed.last_day else None,
        parsed.note,
    )
    write_facts(out, parsed.format, _told(add_rule(operator_scope(parsed.company), draft)))


def end(parsed: argparse.Namespace, out: TextIO) -> None:
    last = day(parsed.last_day, "--on")
    write_facts(out, parsed.format, _told(end_rule(operator_scope(parsed.company), parsed.number, last)))


def apply(parsed: argparse.Namespace, out: TextIO) -> None:
    done = apply_rules(operator_scope(parsed.company))
    told = {f"{name}_changed": count for name, count in sorted(done["changed"].items())}
    write_facts(out, parsed.format, {**told, "months": len(done["months"]), "snapshot": done["snapshot"]})


def _told(rule: ChannelRule) -> dict[str, Any]:
    words = {name: rule.conditions[name].text if name in rule.conditions else "" for name in FIELDS}
    return {
        "id": rule.id or None,
        "channel": rule.channel,
        **words,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "note": rule.note,
    }
