"""comptoir connect …, comptoir reconcile, comptoir secrets …"""

import argparse
from datetime import UTC, datetime, time
from typing import Any, TextIO

from comptoir.check.hooks.api import renew_secrets as renew_hooks
from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.connectors.connections.api import add_connection, company_of, renew_secrets
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import UsageError
from comptoir.core.secrets.api import add_key
from comptoir.measure.sync.api import reconciled, replay, statuses, sync, try_connection, usual_period


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    rows = [
        {
            "vendor": source.vendor,
            "label": source.label,
            "category": str(source.category),
            "api": source.api,
            "asks": ", ".join(
                field.name if field.required else f"[{field.name}]" for field in source.credentials
            ),
            "brings": ", ".join(table.name for table in source.tables),
        }
        for source in SOURCES.values()
    ]
    write_rows(out, parsed.format, rows)


def add(parsed: argparse.Namespace, out: TextIO) -> None:
    values = dict(_pair(text) for text in parsed.set)
    held = add_connection(
        operator_scope(parsed.company), parsed.vendor, values, name=parsed.name, rhythm=parsed.read
    )
    write_facts(out, parsed.format, {"id": held.pk, "vendor": held.vendor, "name": held.name})


def try_one(parsed: argparse.Namespace, out: TextIO) -> None:
    name = try_connection(operator_scope(company_of(parsed.id)), parsed.id)
    write_facts(out, parsed.format, {"id": parsed.id, "answers": name})


def sync_one(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(company_of(parsed.id))
    since = day(parsed.since, "--since") if parsed.since else None
    start = datetime.combine(since, time(), scope.zone).astimezone(UTC) if since else None
    write_facts(out, parsed.format, sync(scope, parsed.id, full=parsed.full, since=start).to_json())


def replay_one(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(company_of(parsed.id))
    write_facts(out, parsed.format, replay(scope, parsed.id, table=parsed.table).to_json())


def status(parsed: argparse.Namespace, out: TextIO) -> None:
    write_rows(out, parsed.format, [one.to_json() for one in statuses(operator_scope(parsed.company))])


def reconcile(parsed: argparse.Namespace, out: TextIO) -> None:
    """The days as rows; as JSON the orders that differ as well."""
    scope = operator_scope(parsed.company)
    usual = usual_period(scope)
    first = day(parsed.first_day, "--from") if parsed.first_day else usual[0]
    last = day(parsed.last_day, "--to") if parsed.last_day else usual[1]
    found = reconciled(scope, parsed.connection, first, last)
    days = [
        _plain(day, ("currency", "shop_orders", "here_orders", "shop_amount", "here_amount", "gap"))
        for day in found.days
    ]
    orders = [
        {
            "order": one.unit,
            "difference": str(one.kind),
            "reason": str(one.reason),
            **_plain(one, ("shop", "here", "gap")),
        }
        for one in found.differences
    ]
    rates = ("currency", "rate", "shop_net", "here_net", "net_gap", "shop_tax", "here_tax", "tax_gap")
    vat = None if found.rates is None else [_plain(one, rates) for one in found.rates]
    whole = {
        "from": first,
        "to": last,
        "equal": found.is_equal,
        "days": days,
        "orders": orders,
        "vat": vat,
    }
    write_rows(out, parsed.format, days, whole)


def rotate(parsed: argparse.Namespace, out: TextIO) -> None:
    path = add_key()
    write_facts(out, parsed.format, {"keys": str(path), "renewed": renew_secrets() + renew_hooks()})


def _plain(what: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {"day": what.day, **{name: getattr(what, name) for name in names}}


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"« {text} » is no setting.", "Write it as key=value.")
    return name.strip(), value
