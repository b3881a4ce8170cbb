"""comptoir costs …"""

import argparse
from decimal import Decimal, InvalidOperation
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.measure.costs.api import CostKind, CostRule, Draft, add_rule, cost_rules, end_rule, in_order


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    rules = cost_rules(operator_scope(parsed.company))
    ordered = [rule for kind in CostKind for rule in in_order(rules, kind)]
    write_rows(out, parsed.format, [_told(rule) for rule in ordered])


def add(parsed: argparse.Namespace, out: TextIO) -> None:
    percent = _number(parsed.percent, "--percent")
    draft = Draft(
        CostKind(parsed.kind),
        day(parsed.first_day, "--from"),
        day(parsed.last_day, "--to") if parsed.last_day else None,
        None if percent is None else percent / 100,
        _number(parsed.per_order, "--per-order"),
        _number(parsed.per_unit, "--per-unit"),
        parsed.channel,
        parsed.payment_method,
        parsed.country,
        parsed.note,
    )
    write_facts(out, parsed.format, _told(add_rule(operator_scope(parsed.company), draft)))


def end(parsed: argparse.Namespace, out: TextIO) -> None:
    last = day(parsed.last_day, "--on")
    write_facts(out, parsed.format, _told(end_rule(operator_scope(parsed.company), parsed.number, last)))


def _number(text: str | None, option: str) -> Decimal | None:
    if text is None:
        return None
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise UsageError(f"« {option} {text} » is not a number.", "Allowed: such as 1.4 or 0.25.")
    return found


def _told(rule: CostRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "sales_channel": rule.sales_channel,
        "payment_method": rule.payment_method,
        "country": rule.country,
        "percent": _plain(rule.share * 100),
        "per_order": _plain(rule.per_order),
        "per_unit": _plain(rule.per_unit),
        "currency": rule.currency,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "note": rule.note,
    }


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that the store adds."""
    return Decimal(f"{value.normalize():f}")
