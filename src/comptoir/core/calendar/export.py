"""The calendar as a table and as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.calendar.event import Event
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn

_COLUMNS = (
    TableColumn("day_start", _("First day"), CellKind.DATE),
    TableColumn("day_end", _("Last day"), CellKind.DATE),
    TableColumn("name", _("Name")),
    TableColumn("kind", _("Kind")),
    TableColumn("origin", _("Origin")),
    TableColumn("note", pgettext_lazy("event", "Note")),
)


def as_table(events: Iterable[Event]) -> Table:
    rows: list[Line] = [
        {
            "day_start": event.day_start,
            "day_end": event.day_end,
            "name": event.name,
            "kind": str(event.kind.label),
            "origin": str(_("Company") if event.is_own else _("Computed")),
            "note": event.note,
        }
        for event in events
    ]
    return Table(_COLUMNS, rows, title=_("Calendar"))


def as_icalendar(events: Iterable[Event], company: str, written_at: datetime) -> bytes:
    """Whole days; an event keeps its identity from one export to the next, so that calendars update it."""
    stamp = f"{written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comptoir//Calendar//EN"]
    for event in events:
        own = str(event.id) if event.is_own else f"{event.code}-{event.day_start:%Y%m%d}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(own)}@{company}.comptoir",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day_start:%Y%m%d}",
            # The end is the first day after the event.
            f"DTEND;VALUE=DATE:{event.day_end + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.name)}",
            f"CATEGORIES:{event.kind.value.upper()}",
            *([f"DESCRIPTION:{_escaped(event.note)}"] if event.note else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, as the format asks, never cutting a character in two."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
