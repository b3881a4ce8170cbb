"""Asking Search Console, by its API v3 with a service account."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.connectors.google.api import ServiceAccount
from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.source import Opening, Page, PermanentError, Record, Total
from comptoir.core.periods import month_end

API = "https://www.googleapis.com/webmasters/v3/sites"
SCOPE = "https://www.googleapis.com/auth/webmasters.readonly"
ZONE = ZoneInfo("America/Los_Angeles")
"""Search Console's days are those of California, whatever the site's."""
KEPT = timedelta(days=486)
"""It keeps sixteen months."""
ROWS = 25_000
"""The most rows of one answer."""
SETTLED = timedelta(days=4)
"""After the end of a month its figures move no more."""
KINDS = ("query", "page")


class SearchConsole:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        self.client = Client(opening.rate, pause=opening.pause)
        self.account = ServiceAccount.of(self.client, opening.values["key"], SCOPE)
        self.property = opening.values["property"]
        self.site = f"{API}/{quote(self.property, safe='')}"

    def test(self) -> str:
        told = self._told(self.client.ask("GET", self.site, headers=self.account.headers()))
        return str(told.get("siteUrl", self.property))

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        today = until.astimezone(ZONE).date()
        first = since.astimezone(ZONE).date() if since else today - KEPT
        return self._days(first, today) if table == "days" else self._months(first, today)

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Search Console knows no orders."""
        return ()

    def _days(self, first: date, today: date) -> Iterator[Page]:
        rows = self._rows(first, today, "date")
        told = {row["keys"][0]: row for row in rows}
        records: list[Record] = [
            {"property": self.property, "day": day, **row}
            for day, row in sorted(told.items(), key=lambda one: one[0])
        ]
        if records:
            last = date.fromisoformat(records[-1]["keys"][0])
            yield Page(records, _start(last), len(records))

    def _months(self, first: date, today: date) -> Iterator[Page]:
        """Whole months: a running one would stand anew every day."""
        month = first.replace(day=1)
        while (last := month_end(month)) + SETTLED < today:
            following = last + timedelta(days=1)
            records: list[Record] = [
                {
                    "property": self.property,
                    "first_day": str(month),
                    "last_day": str(last),
                    "kind": kind,
                    "rows": self._rows(month, last, kind),
                }
                for kind in KINDS
            ]
            yield Page(records, _start(following))
            month = following

    def _rows(self, first: date, last: date, dimension: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        while True:
            asked = {
                "startDate": str(first),
                "endDate": str(last),
                "dimensions": [dimension],
                "rowLimit": ROWS,
                "startRow": len(rows),
            }
            told = self._told(
                self.client.post(f"{self.site}/searchAnalytics/query", asked, self.account.headers())
            )
            page: list[dict[str, Any]] = told.get("rows", [])
            rows += page
            if len(page) < ROWS:
                return rows

    def _told(self, answer: Answer) -> dict[str, Any]:
        said: dict[str, Any] = answer.json()
        if answer.status == 200:
            return said
        message = str(said.get("error", {}).get("message", answer.status))
        if answer.status in (401, 403, 404):
            raise PermanentError(
                _("Search Console does not show « %(property)s » to this key (%(said)s).")
                % {"property": self.property, "said": message[:200]},
                advice=_(
                    "Add %(email)s in Search Console, Settings, Users and permissions; check the name of the property: "
                    "sc-domain:example.com for a domain, the whole address with its last slash otherwise."
                )
                % {"email": self.account.email},
            )
        raise PermanentError(
            _("Search Console answers %(status)d: %(said)s")
            % {"status": answer.status, "said": message[:200]},
            advice=_("Is its API switched on in the Google Cloud project of the key?"),
        )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
