"""Asking a Matomo, by its Reporting API with a token that is sent in the body, never in an address."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Client
from comptoir.connectors.matomo.visit_log import CONSENT, basis_of
from comptoir.connectors.matomo.visit_records import HIDDEN, reduced
from comptoir.connectors.source import Opening, Page, PermanentError, Total

DAYS = 28
"""Days asked for at once: Matomo works a day out when it is first asked for."""
YEARS = timedelta(days=2 * 365)
VISITS = 500
"""Visits asked for at once, each with all that was done in it."""
LOG = "visit_log"


class Matomo:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        values = opening.values
        self.address = values["address"].rstrip("/").removesuffix("/index.php") + "/index.php"
        self.token, self.site = values["token"], values["site"]
        self.first_day = values.get("first_day", "")
        self.basis, self.said_basis = basis_of(values), values.get("basis", "").strip()
        self.zone = ZoneInfo(opening.zone)
        self.client = Client(opening.rate, pause=opening.pause)

    def test(self) -> str:
        """The name of the site."""
        self._check_basis()
        site = self._asked("SitesManager.getSiteFromId")
        # Some versions answer with a list of one.
        told = site[0] if isinstance(site, list) and site else site
        return str(told.get("name", self.address)) if isinstance(told, dict) else self.address

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        """Whole days, oldest first; today as far as it has got."""
        today = until.astimezone(self.zone).date()
        first = since.astimezone(self.zone).date() if since else self._first(today)
        yield from self._visits(first, today) if table == LOG else self._sums(first, today)

    def _sums(self, first: date, today: date) -> Iterator[Page]:
        total = max((today - first).days + 1, 0)
        while first <= today:
            last = min(first + timedelta(days=DAYS - 1), today)
            answer = self._asked("Referrers.getReferrerType", period="day", date=f"{first},{last}")
            records = [
                {"site": self.site, "day": str(first + timedelta(days=ahead)), "rows": rows}
                for ahead, rows in enumerate(_by_day(answer, first, last))
            ]
            yield Page(records, self._reached(last, today), total)
            first = last + timedelta(days=1)

    def _visits(self, first: date, today: date) -> Iterator[Page]:
        """Each day's visits, the earliest first, so that those that come meanwhile stand on later pages."""
        self._check_basis()
        if not self.basis:
            return
        while first <= today:
            offset, is_over = 0, False
            while not is_over:
                visits = self._some_visits(first, offset)
                offset, is_over = offset + len(visits), len(visits) < VISITS
                records = [
                    reduced(one, f"{self.address} {self.site}", is_followed=self.basis == CONSENT)
                    for one in visits
                ]
                if records:
                    # A day is read to its end before the cursor passes it.
                    yield Page(records, self._reached(first if is_over else first - timedelta(days=1), today))
            first += timedelta(days=1)

    def _some_visits(self, day: date, offset: int) -> list[dict[str, Any]]:
        answer = self._asked(
            "Live.getLastVisitsDetails",
            period="day",
            date=str(day),
            filter_limit=str(VISITS),
            filter_offset=str(offset),
            filter_sort_order="asc",
            hideColumns=",".join(HIDDEN),
            language="en",
        )
        if not isinstance(answer, list) or not all(isinstance(one, dict) for one in answer):
            raise _unknown_form()
        return answer

    def _reached(self, last: date, today: date) -> datetime:
        """A day that is not over is read again."""
        reached = datetime.combine(min(last + timedelta(days=1), today), time(), self.zone)
        return reached.astimezone(UTC)

    def _check_basis(self) -> None:
        if self.said_basis and not self.basis:
            raise PermanentError(
                _("« %(basis)s » is no basis of measurement.") % {"basis": self.said_basis},
                advice=_("Write consent or exempt, or nothing: then only sums by day are read."),
            )

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Matomo knows no orders of its own."""
        return ()

    def _first(self, today: date) -> date:
        if not self.first_day:
            return today - YEARS
        try:
            return date.fromisoformat(self.first_day)
        except ValueError as error:
            raise PermanentError(
                _("« %(day)s » is no day.") % {"day": self.first_day},
                advice=_("Write the first day to read as 2025-01-01."),
            ) from error

    def _asked(self, method: str, **parameters: str) -> Any:
        asked = {
            "module": "API",
            "method": method,
            "idSite": self.site,
            "format": "JSON",
            "filter_limit": "-1",
            "token_auth": self.token,
            **parameters,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.client.ask("POST", self.address, urlencode(asked).encode(), headers)
        said = answer.json()
        if isinstance(said, dict) and said.get("result") == "error":
            raise _refusal(str(said.get("message", "")))
        if answer.status != 200:
            raise PermanentError(
                _("Matomo answers %(status)d.") % {"status": answer.status},
                advice=_("Check the address: it is that of Matomo itself, without anything behind it."),
            )
        return said


def _by_day(answer: Any, first: date, last: date) -> list[list[dict[str, Any]]]:
    """The rows of each day; a single day is answered without its date."""
    if isinstance(answer, list):
        return [answer]
    days = [str(first + timedelta(days=ahead)) for ahead in range((last - first).days + 1)]
    if not isinstance(answer, dict) or not answer.keys() >= set(days):
        raise _unknown_form()
    return [answer[day] or [] for day in days]


def _unknown_form() -> PermanentError:
    return PermanentError(
        _("Matomo answers in another form than Comptoir knows."),
        advice=_("Drop its exports on the import page until an update of Comptoir knows the new form."),
    )


def _refusal(message: str) -> PermanentError:
    if "token" in message.lower() or "access" in message.lower():
        return PermanentError(
            _("Matomo refuses the token (%(said)s).") % {"said": message[:200]},
            advice=_("Check that it was copied whole, is not expired, and that its user may view the site."),
        )
    return PermanentError(
        _("Matomo answers: %(said)s") % {"said": message[:200]},
        advice=_("Check the number of the site."),
    )
