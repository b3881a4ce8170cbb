"""Access logs as facts: visits by day, channel and device."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from zoneinfo import ZoneInfo

import ibis
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.access_logs.lines import hit_of
from comptoir.connectors.access_logs.origins import own_hosts
from comptoir.connectors.access_logs.ranges import published
from comptoir.connectors.access_logs.visits import Day, is_page, visits
from comptoir.connectors.base import Cell, Context, Digest, Field, Layout
from comptoir.connectors.channels.api import plain_host

VENDOR = "access_log"
_ALIKE = 0.8
"""Share of the first lines that must be lines of a log."""
_LOOKED_AT = 20_000
"""Lines from which the site's own host is told."""


def _knows(lines: Sequence[str]) -> bool:
    return bool(lines) and sum(hit_of(line) is not None for line in lines) >= _ALIKE * len(lines)


def _rows(lines: Iterable[str], context: Context) -> Iterator[tuple[object, ...]]:
    lines = iter(lines)
    begun = list(islice(lines, _LOOKED_AT))
    machines = published(Path(settings.BOT_RANGES))
    for one in visits(chain(begun, lines), ZoneInfo(context.zone), machines, _own(begun), context.channels):
        yield (*one, None) if isinstance(one, Day) else (*[None] * len(Day._fields), one.line)


def _own(lines: Iterable[str]) -> frozenset[str]:
    """What lines call their host, else the host whose pages ask for images and styles."""
    hits = [hit for line in lines if (hit := hit_of(line)) is not None]
    named = frozenset(plain_host(hit.host) for hit in hits if hit.host)
    return named or own_hosts([hit.referrer for hit in hits if hit.referrer and not is_page(hit)])


def _facts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    return {
        "property_id": ibis.literal(context.account),
        "day": row.day,
        "part": ibis.literal("channel=").concat(row.channel, "|device=", row.device),
        "traffic_channel": row.channel,
        "device": row.device,
        "sessions": row.sessions,
        "visitors": row.visitors,
        "page_views": row.page_views,
    }


def _unread(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.file_line.notnull()


def _field(name: str, kind: Cell) -> Field:
    return Field(name, kind, (name,), may_be_blank=True)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="access_log_days",
        vendor=VENDOR,
        label=_("Access log of the web server"),
        entity="audience_day",
        fields=(
            _field("day", Cell.DAY),
            _field("channel", Cell.TEXT),
            _field("device", Cell.TEXT),
            _field("sessions", Cell.COUNT),
            _field("visitors", Cell.COUNT),
            _field("page_views", Cell.COUNT),
            _field("file_line", Cell.COUNT),
        ),
        facts=_facts,
        checks={"not_a_log_line": _unread},
        digest=Digest(knows=_knows, rows=_rows, line="file_line"),
        advice=_(
            "From whoever runs the server: access.log in the combined format or as JSON, whole days, also packed."
        ),
    ),
)
