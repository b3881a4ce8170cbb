"""Reading an ad account: campaigns by day, whole days of the account's own clock, oldest first."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from comptoir.connectors.meta_ads.graph import Graph, TooMuchError, unknown_form
from comptoir.connectors.meta_ads.mapping import account
from comptoir.connectors.source import Opening, Page, PermanentError, Record, Total

DAYS = 30
"""Days asked for at once, so that what is read again each time is one question; halved where Meta says that it is too
much."""
KEPT = timedelta(days=3 * 365)
"""It keeps 37 months."""
ROWS = "500"
"""Campaigns and days of one answer."""
FIELDS = (
    "account_id,account_currency,campaign_id,campaign_name,impressions,inline_link_clicks,spend,actions,action_values,"
    "attribution_setting"
)
ONE_DAY = timedelta(days=1)


class Meta:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        self.graph = Graph(opening, _number(opening.values))
        self.company_zone = opening.zone

    def test(self) -> str:
        """The name of the account."""
        return str(self._account.get("name") or self.graph.account)

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        """Today as far as it has got."""
        today = until.astimezone(self._zone).date()
        first = max(since.astimezone(self._zone).date() if since else date.min, today - KEPT)
        days = DAYS
        while first <= today:
            last = min(first + timedelta(days=days - 1), today)
            try:
                rows = self._rows(first, last)
            except TooMuchError:
                if first == last:
                    raise
                days = ((last - first).days + 1) // 2
                continue
            # A day that is not over is read again.
            reached = datetime.combine(min(last + ONE_DAY, today), time(), self._zone)
            yield Page(self._by_day(rows, first, last), reached.astimezone(UTC), (today - first).days + 1)
            first = last + ONE_DAY

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Meta knows no orders of its own."""
        return ()

    @cached_property
    def _account(self) -> Record:
        return self.graph.ask("", {"fields": "account_id,name,currency,timezone_name"})

    @cached_property
    def _zone(self) -> ZoneInfo:
        """Meta's days are those of the account's clock."""
        try:
            return ZoneInfo(str(self._account.get("timezone_name") or self.company_zone))
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(self.company_zone)

    def _rows(self, first: date, last: date) -> list[Record]:
        """All campaigns of these days. The address of the next page is never followed, as Meta may write the token
        into it: its cursor is enough."""
        parameters = {
            "level": "campaign",
            "time_increment": "1",
            "time_range": json.dumps({"since": str(first), "until": str(last)}),
            "fields": FIELDS,
            # As Ads Manager counts: each ad set by its own attribution setting.
            "use_unified_attribution_setting": "true",
            "limit": ROWS,
        }
        rows: list[Record] = []
        seen: set[str] = set()
        while True:
            said = self.graph.ask("/insights", parameters)
            if not isinstance(said.get("data"), list):
                raise unknown_form()
            rows += said["data"]
            paging = said.get("paging") or {}
            if not paging.get("next"):
                return rows
            after = str((paging.get("cursors") or {}).get("after") or "")
            if not after or after in seen:
                raise unknown_form()
            seen.add(after)
            parameters["after"] = after

    def _by_day(self, rows: list[Record], first: date, last: date) -> list[Record]:
        """A record for every day, also those without advertising."""
        days: dict[str, list[Record]] = {
            str(first + timedelta(days=ahead)): [] for ahead in range((last - first).days + 1)
        }
        for row in rows:
            day = row.get("date_start")
            if day not in days or row.get("date_stop") != day:
                raise unknown_form()
            days[day].append(row)
        currency = str(self._account.get("currency") or "")
        return [
            {"account": self.graph.account, "day": day, "currency": currency, "rows": told}
            for day, told in days.items()
        ]


def _number(values: Mapping[str, str]) -> str:
    digits = account(values)
    if not (digits.isascii() and digits.isdigit()):
        raise PermanentError(
            _("« %(account)s » is no number of an ad account.") % {"account": values["account"][:60]},
            advice=_(
                "It stands in Ads Manager, beside the name of the account; with or without act_ before it."
            ),
        )
    return digits
