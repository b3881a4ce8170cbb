"""Visits, counted while the lines go by. What a visitor is known by is a number made from the address and the name of
the program with a salt that nobody knows and that is gone with its day: it is nothing anywhere else, and no address
leaves this module."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.connectors.access_logs.agents import agent_of
from comptoir.connectors.access_logs.lines import Hit, hit_of
from comptoir.connectors.access_logs.origins import channel_of
from comptoir.connectors.access_logs.ranges import Ranges
from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Channels

GAP = 30 * 60
"""Seconds without any request after which a visit is over."""
EDGE = 3 * 3600
"""Seconds that a log may lack of a day at either end; of a shorter part it would tell too little."""
_SALT = 16
_QUARTER = 900
"""Seconds: clocks change by whole quarters of an hour."""
_NO_PAGE = re.compile(
    r"\.(?:css|js|mjs|map|json|xml|rss|atom|txt|ico|png|jpe?g|gif|svg|webp|avif|bmp|woff2?|ttf|eot|otf|mp[34]|webm|ogg|pdf"
    r"|zip|gz|csv|webmanifest)$|^/(?:api|wp-json|wp-admin|wp-cron|\.well-known|feed|feeds|cdn-cgi)(?:/|$)|/feed/?$",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """The visits of a day by channel and device."""

    day: date
    channel: str
    device: str
    sessions: int
    visitors: int
    page_views: int


class Unread(NamedTuple):
    """A line that is none of a log, by its number."""

    line: int


@dataclass(slots=True)
class _Row:
    sessions: int = 0
    visitors: int = 0
    page_views: int = 0


@dataclass(slots=True)
class _Visitor:
    last: int
    row: _Row
    seen: frozenset[str]
    """The channels by which he came."""


@dataclass(slots=True)
class _Open:
    """A day whose lines still come."""

    channel_of: Callable[[str, str], str]
    """Of what was asked for and the referrer."""
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(_SALT))
    visitors: dict[bytes, _Visitor] = field(default_factory=dict)
    rows: dict[tuple[str, str], _Row] = field(default_factory=dict)


def visits(
    lines: Iterable[str],
    zone: ZoneInfo,
    machines: Ranges,
    own: frozenset[str],
    channels: Channels = DEFAULT_CHANNELS,
) -> Iterator[Day | Unread]:
    """The days of the log in order, and the lines that cannot be read. Lines may be some minutes out of order; those
    of a day before yesterday's come too late and are unread. Days that the log holds a part of are left out."""

    @lru_cache(maxsize=512)
    def day_of(quarter: int) -> date:
        return datetime.fromtimestamp(quarter * _QUARTER, zone).date()

    is_machine = lru_cache(maxsize=20_000)(machines.__contains__)
    opened: dict[date, _Open] = {}
    first = last = None
    newest = date.min
    for number, line in enumerate(lines, start=1):
        hit = hit_of(line)
        if hit is None:
            if line.strip():
                yield Unread(number)
            continue
        first = hit.at if first is None or hit.at < first else first
        last = hit.at if last is None or hit.at > last else last
        day = day_of(hit.at // _QUARTER)
        if day > newest:
            for old in [one for one in opened if one < day - timedelta(days=1)]:
                yield from _told(old, opened.pop(old), first, last, zone)
            newest = day
        elif day < newest - timedelta(days=1):
            yield Unread(number)
            continue
        agent = agent_of(hit.agent)
        if not (agent.is_machine or is_machine(hit.address)):
            if day not in opened:
                # Of the first day on which the same rules hold: what is known of an address serves them all.
                since = channels.day_of(channels.span_of(day))
                opened[day] = _Open(partial(channel_of, own=own, channels=channels, day=since))
            _count(opened[day], hit, agent.device)
    for old in sorted(opened):
        yield from _told(old, opened[old], first or 0, last or 0, zone)


def is_page(hit: Hit) -> bool:
    """A page that a person was shown."""
    shown = hit.method == "GET" and (200 <= hit.status < 300 or hit.status == 304)
    return shown and not _NO_PAGE.search(hit.target.partition("?")[0])


def _count(day: _Open, hit: Hit, device: str) -> None:
    key = blake2b(f"{hit.address}\n{hit.agent}".encode(), key=day.salt, digest_size=8).digest()
    known = day.visitors.get(key)
    goes_on = known is not None and hit.at - known.last <= GAP
    if known is not None and goes_on:
        known.last = max(known.last, hit.at)
    if not is_page(hit):
        return
    if known is None or not goes_on:
        channel = day.channel_of(hit.target, hit.referrer)
        row = day.rows.setdefault((channel, device), _Row())
        seen = known.seen if known else frozenset[str]()
        row.sessions += 1
        row.visitors += channel not in seen
        known = day.visitors[key] = _Visitor(hit.at, row, seen | {channel})
    known.row.page_views += 1


def _told(day: date, counted: _Open, first: int, last: int, zone: ZoneInfo) -> Iterator[Day]:
    begins = datetime.combine(day, time(), zone).timestamp()
    ends = datetime.combine(day + timedelta(days=1), time(), zone).timestamp()
    if first > begins + EDGE or last < ends - EDGE:
        return
    for (channel, device), row in sorted(counted.rows.items()):
        yield Day(day, channel, device, row.sessions, row.visitors, row.page_views)
