"""Asking GA4, by the official client of its Data API with a service account. Heavy: not for start-up."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import grpc
from django.conf import settings
from django.utils.translation import gettext as _
from google.analytics.data_v1beta import BetaAnalyticsDataClient
from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
    BetaAnalyticsDataGrpcTransport,
)
from google.analytics.data_v1beta.types import (
    DateRange,
    Dimension,
    Metric,
    OrderBy,
    ResponseMetaData,
    RunReportRequest,
    RunReportResponse,
)
from google.api_core.exceptions import GoogleAPICallError

from comptoir.connectors.ga4 import mapping
from comptoir.connectors.ga4.mapping import DIMENSIONS, FIGURES
from comptoir.connectors.ga4.refusals import meaning, used_up
from comptoir.connectors.google.api import Calls, ServiceAccount, days, zone_of
from comptoir.connectors.http.api import Client
from comptoir.connectors.source import Opening, Page, PermanentError, Record, Total

ENDPOINT = f"{BetaAnalyticsDataClient.DEFAULT_ENDPOINT}:443"
SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
ROWS = 50_000
"""The most rows of one answer; Google allows 250,000."""
TIMEOUT = 60.0
"""Seconds that one answer may take."""
ASKED = ("date", *DIMENSIONS.values())


def channel() -> grpc.Channel:
    longest = [("grpc.max_receive_message_length", settings.MAX_ANSWER_BYTES)]
    return grpc.secure_channel(ENDPOINT, grpc.ssl_channel_credentials(), longest)


class GoogleAnalytics:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        values = opening.values
        self.property = _checked(mapping.account(values))
        self.zone = opening.zone
        self.first_day = values.get("first_day", "")
        self.account = ServiceAccount.of(Client(opening.rate, pause=opening.pause), values["key"], SCOPE)
        told = partial(meaning, self.property, self.account.email)
        self.calls = Calls(opening.rate, opening.pause, GoogleAPICallError, told)
        self.is_used_up = False

    def test(self) -> str:
        """The interface tells no name; the property's clock and currency show whether it is the right one."""
        with _opened() as client:
            about = self._about(client)
        return f"GA4 {self.property} ({about.time_zone}, {about.currency_code})"

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        """Days of the property's own clock."""
        with _opened() as client:
            zone = zone_of(self._about(client).time_zone, self.zone)
            yield from days(zone, since, until, self.first_day, partial(self._days, client))

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """GA4 is asked for no orders."""
        return ()

    def _about(self, client: BetaAnalyticsDataClient) -> ResponseMetaData:
        """The property's clock and currency: every report tells them, the smallest too."""
        asked = RunReportRequest(
            date_ranges=[DateRange(start_date="yesterday", end_date="yesterday")],
            metrics=[Metric(name="sessions")],
            limit=1,
        )
        return self._reported(client, asked).metadata

    def _days(self, client: BetaAnalyticsDataClient, first: date, last: date) -> list[Record]:
        """A record for each day, with what GA4 says of how good its figures are."""
        ahead = (first + timedelta(days=count) for count in range((last - first).days + 1))
        by_day: dict[str, list[dict[str, str]]] = {str(day): [] for day in ahead}
        asked = _question(first, last)
        while True:
            answer = self._reported(client, asked)
            for row in RunReportResponse.pb(answer).rows:  # The layer above it takes seventeen times as long.
                day, *parts = (one.value for one in row.dimension_values)
                figures = (one.value for one in row.metric_values)
                told = dict(zip((*DIMENSIONS, *FIGURES), (*parts, *figures), strict=True))
                by_day[str(date.fromisoformat(day))].append(told)
            asked.offset += len(answer.rows)
            if not answer.rows or asked.offset >= answer.row_count:
                break
        about = {"property": self.property, **_quality(answer.metadata)}
        return [{**about, "day": day, "rows": rows} for day, rows in by_day.items()]

    def _reported(self, client: BetaAnalyticsDataClient, asked: RunReportRequest) -> RunReportResponse:
        if self.is_used_up:
            raise used_up()  # The next answer would be refused, and refusals count against the property too.
        asked.property = f"properties/{self.property}"
        asked.return_property_quota = True
        answer: RunReportResponse = self.calls.made(
            lambda: client.run_report(asked, retry=None, timeout=TIMEOUT, metadata=self.account.metadata())
        )
        hour = answer.property_quota.tokens_per_project_per_hour
        self.is_used_up = hour.remaining < hour.consumed
        return answer


def _opened() -> BetaAnalyticsDataClient:
    return BetaAnalyticsDataClient(transport=BetaAnalyticsDataGrpcTransport(channel=channel()))


def _question(first: date, last: date) -> RunReportRequest:
    return RunReportRequest(
        date_ranges=[DateRange(start_date=str(first), end_date=str(last))],
        dimensions=[Dimension(name=name) for name in ASKED],
        metrics=[Metric(name=name) for name in FIGURES.values()],
        # Pages hang together in one order of the rows alone.
        order_bys=[OrderBy(dimension=OrderBy.DimensionOrderBy(dimension_name=name)) for name in ASKED],
        limit=ROWS,
    )


def _quality(about: ResponseMetaData) -> dict[str, Any]:
    read = sum(one.samples_read_count for one in about.sampling_metadatas)
    whole = sum(one.sampling_space_size for one in about.sampling_metadatas)
    return {
        "currency": about.currency_code,
        "zone": about.time_zone,
        "sampled": f"{read}/{whole}" if whole else "",
        "has_thresholds": about.subject_to_thresholding,
        "has_other_row": about.data_loss_from_other_row,
    }


def _checked(number: str) -> str:
    if not (number.isascii() and number.isdecimal()):
        raise PermanentError(
            _("« %(given)s » is no number of a property.") % {"given": number[:40]},
            advice=_(
                "In Google Analytics: Admin, Property details, at the top right; digits only, not the G-… of the tag."
            ),
        )
    return number
