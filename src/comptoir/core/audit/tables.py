"""The trail as a table, for the page and the export."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.core.audit.models import Entry
from comptoir.core.audit.words import detail_label, label_of, target_words, value_words, via_label
from comptoir.core.money import format_day, format_number
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn

_ISO = re.compile(r"\d{4}-\d\d-\d\d(T|$)")

COLUMNS = (
    TableColumn("at", _("When"), CellKind.INSTANT),
    TableColumn("actor", _("Who")),
    TableColumn("verb", _("What")),
    TableColumn("target", _("On what")),
    TableColumn("details", _("Details")),
    TableColumn("via", _("Through")),
)


def trail_table(entries: Iterable[Entry], zone: ZoneInfo) -> Table:
    rows: list[Line] = [
        {
            "at": entry.at.astimezone(zone),
            "actor": value_words(entry.actor_label),
            "verb": str(label_of(entry.verb)),
            "target": target_words(entry.target),
            "details": _compact(entry.details, zone),
            "via": str(via_label(entry.via)),
        }
        for entry in entries
    ]
    return Table(columns=COLUMNS, rows=rows, title=_("Audit trail"))


def _compact(details: Mapping[str, object], zone: ZoneInfo) -> str:
    return ", ".join(
        _("%(name)s: %(value)s") % {"name": detail_label(name), "value": _written(value, zone)}
        for name, value in details.items()
        if value not in (None, "")
    )


def _written(value: object, zone: ZoneInfo) -> str:
    locale = get_language() or "fr"
    if isinstance(value, str):
        day = _day(value, zone)
        return format_day(day, locale) if day else value_words(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value, locale)
    if isinstance(value, dict):
        return f"({_compact(value, zone)})"
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return (" → " if len(value) == 2 else ", ").join(_written(one, zone) for one in value)
    return json.dumps(value, ensure_ascii=False)


def _day(text: str, zone: ZoneInfo) -> date | None:
    """The day of an instant or of a day that a detail wrote; None where it wrote something else."""
    if not _ISO.match(text):
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant.astimezone(zone).date() if instant.tzinfo else instant.date()
