"""The journal as a table, for the page and the export."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from comptoir.core.mail.models import Mail
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn

COLUMNS = (
    TableColumn("created_at", _("Asked at"), CellKind.INSTANT),
    TableColumn("to", _("Recipient")),
    TableColumn("subject", _("Subject")),
    TableColumn("kind", _("Kind")),
    TableColumn("state", _("State")),
    TableColumn("sent_at", _("Sent at"), CellKind.INSTANT),
    TableColumn("error", _("What the server said")),
)
"""Of the page; the export has the reference besides."""
REFERENCE = TableColumn("reference", _("Reference"))


def mails_table(rows: Iterable[Mail], zone: ZoneInfo, *, with_reference: bool = False) -> Table:
    columns = (*COLUMNS, REFERENCE) if with_reference else COLUMNS
    return Table(columns, [_line(row, zone) for row in rows], title=_("Mails sent"))


def _line(row: Mail, zone: ZoneInfo) -> Line:
    return {
        "created_at": row.created_at.astimezone(zone),
        "to": row.to,
        "subject": row.subject,
        "kind": row.get_kind_display(),
        "state": row.get_state_display(),
        "sent_at": row.sent_at.astimezone(zone) if row.sent_at else None,
        "error": row.error,
        "reference": row.provider_id or row.message_id.strip("<>"),
    }
