"""Walking through the days of an account that sums them, on the account's own clock."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from comptoir.connectors.source import Page, PermanentError, Record

DAYS = 28
"""Days asked for at once."""
YEARS = timedelta(days=2 * 365)
"""How far back a first reading goes where nobody says."""

type Asked = Callable[[date, date], list[Record]]
"""From the first to the last day of a question to a record for each of its days, whose `rows` are what it holds."""


def zone_of(told: str, company: str) -> ZoneInfo:
    """The account's clock; the company's where the account tells none that is known here."""
    try:
        return ZoneInfo(told or company)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(company)


def days(
    zone: ZoneInfo, since: datetime | None, until: datetime, first_day: str, asked: Asked
) -> Iterator[Page]:
    """Pages of whole days, oldest first; today as far as it has got."""
    today = until.astimezone(zone).date()
    first = since.astimezone(zone).date() if since else _first(first_day, today)
    total = max((today - first).days + 1, 0)
    # A first reading begins with the first day that holds anything: before it, it says nothing against files.
    begun = since is not None
    while first <= today:
        last = min(first + timedelta(days=DAYS - 1), today)
        records = asked(first, last)
        if not begun:
            records = _from_the_first_known(records)
            begun = bool(records)
        if records:
            # A day that is not over is read again.
            reached = datetime.combine(min(last + timedelta(days=1), today), time(), zone)
            yield Page(records, reached.astimezone(UTC), total)
        first = last + timedelta(days=1)


def _first(first_day: str, today: date) -> date:
    if not first_day:
        return today - YEARS
    try:
        return date.fromisoformat(first_day)
    except ValueError as error:
        raise PermanentError(
            _("« %(day)s » is no day.") % {"day": first_day},
            advice=_("Write the first day to read as 2025-01-01."),
        ) from error


def _from_the_first_known(records: list[Record]) -> list[Record]:
    known = [place for place, record in enumerate(records) if record["rows"]]
    return records[known[0] :] if known else []
