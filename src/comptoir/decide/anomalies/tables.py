"""Alarms and rules as tables: what a page shows and an export writes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.anomalies.found import Alarm
from comptoir.decide.anomalies.queries import Listed
from comptoir.decide.anomalies.words import FAULT_WORDS, KIND_WORDS, sentence, title


def short_table(found: Iterable[Listed], currency: str, name: Any) -> Table:
    """As much as a page has room for."""
    return Table(_short(currency), [_line(one, currency) for one in found], title=name)


def as_table(found: Iterable[Listed], currency: str) -> Table:
    """Every alarm with its reasons, for a file."""
    columns = (
        *_short(currency),
        TableColumn("basis", _("Told in")),
        TableColumn("text", _("What was seen")),
        TableColumn("metric", _("Metric")),
        TableColumn("dimension", _("Dimension")),
        TableColumn("value", _("Value")),
        TableColumn("actual", _("Figure of the last day"), CellKind.NUMBER),
        TableColumn("expected", _("Expected"), CellKind.NUMBER),
        TableColumn("low", _("95 % from"), CellKind.NUMBER),
        TableColumn("high", _("95 % to"), CellKind.NUMBER),
        TableColumn("acknowledged_at", _("Acknowledged"), CellKind.INSTANT),
        TableColumn("acknowledged_by", _("By whom")),
        TableColumn("told_at", _("Told"), CellKind.INSTANT),
        TableColumn("fingerprint", _("Fingerprint")),
    )
    return Table(columns, [_line(one, currency) for one in found], title=_("Alarms"))


def _short(currency: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn("title", _("Alarm")),
        TableColumn("kind", _("What moved")),
        TableColumn("first_day", _("First day"), CellKind.DATE),
        TableColumn("last_day", _("Last day"), CellKind.DATE),
        TableColumn("change", _("Against the forecast"), CellKind.CHANGE),
        TableColumn("so_far", _("Lost so far"), CellKind.MONEY, currency),
        TableColumn("week", _("At this pace, a week"), CellKind.MONEY, currency),
    )


def _line(one: Listed, currency: str) -> Line:
    alarm, money = one.alarm, one.alarm.money
    return {
        "title": title(alarm),
        "kind": _kind(alarm),
        "first_day": alarm.first_day,
        "last_day": alarm.last_day,
        "change": _exact(alarm.change),
        "so_far": money.so_far if money else None,
        "week": money.week if money else None,
        "basis": str(money.basis.label) if money else "",
        "text": sentence(alarm, currency),
        "metric": alarm.metric,
        "dimension": alarm.dimension,
        "value": alarm.value,
        "actual": _exact(alarm.actual),
        "expected": _exact(alarm.expected),
        "low": _exact(alarm.low),
        "high": _exact(alarm.high),
        "acknowledged_at": one.acknowledged_at,
        "acknowledged_by": one.acknowledged_by,
        "told_at": one.told_at,
        "fingerprint": one.fingerprint,
    }


def _kind(alarm: Alarm) -> str:
    return str(FAULT_WORDS[alarm.fault] if alarm.fault else KIND_WORDS[alarm.kind])


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")
