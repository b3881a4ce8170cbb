"""Asking Google Ads, by the official client of its API with a service account. Heavy: not for start-up."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import grpc
from django.conf import settings
from django.utils.translation import gettext as _
from google.ads.googleads.v26.errors.types.errors import ErrorCode, GoogleAdsError, GoogleAdsFailure
from google.ads.googleads.v26.resources.types.customer import Customer
from google.ads.googleads.v26.services.services.google_ads_service import GoogleAdsServiceClient
from google.ads.googleads.v26.services.services.google_ads_service.transports import (
    GoogleAdsServiceGrpcTransport,
)
from google.ads.googleads.v26.services.types.google_ads_service import (
    GoogleAdsRow,
    SearchGoogleAdsStreamRequest,
)
from google.api_core.exceptions import GoogleAPICallError

from comptoir.connectors.google.api import BusyError, Calls, ServiceAccount, days, zone_of
from comptoir.connectors.google_ads import mapping
from comptoir.connectors.google_ads.refusals import Asking, Fault, meaning
from comptoir.connectors.http.api import Client
from comptoir.connectors.source import Opening, Page, PermanentError, Record, Total

ENDPOINT = f"{GoogleAdsServiceClient.DEFAULT_ENDPOINT}:443"
SCOPE = "https://www.googleapis.com/auth/adwords"
FAILURE = "google.ads.googleads.v26.errors.googleadsfailure-bin"
"""Where a refusal says what is wrong."""
TIMEOUT = 60.0
"""Seconds that one answer may take."""
ACCOUNT = ("customer.descriptive_name", "customer.currency_code", "customer.time_zone", "customer.manager")
CAMPAIGN = (
    *("segments.date", "campaign.id", "campaign.name", "campaign.advertising_channel_type"),
    *("metrics.cost_micros", "metrics.impressions", "metrics.clicks"),
    *("metrics.conversions", "metrics.conversions_value"),
)


def channel() -> grpc.Channel:
    longest = [("grpc.max_receive_message_length", settings.MAX_ANSWER_BYTES)]
    return grpc.secure_channel(ENDPOINT, grpc.ssl_channel_credentials(), longest)


class GoogleAds:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        values = opening.values
        self.customer = _number(values["customer"])
        self.manager = _number(values["manager"]) if values.get("manager") else ""
        self.zone = opening.zone
        self.first_day = values.get("first_day", "")
        mapping.value_tax(values)  # Told before anything is read.
        self.account = ServiceAccount.of(Client(opening.rate, pause=opening.pause), values["key"], SCOPE)
        self.calls = Calls(opening.rate, opening.pause, GoogleAPICallError, self._meaning)

    def test(self) -> str:
        """The name of the account."""
        with _opened() as client:
            return self._customer(client).descriptive_name or mapping.written(self.customer)

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        """Days of the account's own clock."""
        with _opened() as client:
            about = self._customer(client)
            account = {
                "customer": self.customer,
                "name": about.descriptive_name,
                "currency": about.currency_code,
            }
            asked = partial(self._days, client, account)
            yield from days(zone_of(about.time_zone, self.zone), since, until, self.first_day, asked)

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Google Ads knows no orders."""
        return ()

    def _customer(self, client: GoogleAdsServiceClient) -> Customer:
        [row] = self._rows(client, _query(ACCOUNT, "customer"))
        if row.customer.manager:
            raise PermanentError(
                _("%(customer)s is a manager account: it has no campaigns of its own.")
                % {"customer": mapping.written(self.customer)},
                advice=_(
                    "Give the customer ID of the account that has the campaigns, and this one as that of the manager."
                ),
            )
        return row.customer

    def _days(self, client: GoogleAdsServiceClient, account: Record, first: date, last: date) -> list[Record]:
        ahead = (first + timedelta(days=count) for count in range((last - first).days + 1))
        by_day: dict[str, list[dict[str, Any]]] = {str(day): [] for day in ahead}
        within = f"segments.date BETWEEN '{first}' AND '{last}'"
        for row in self._rows(client, _query(CAMPAIGN, "campaign", within)):
            by_day[row.segments.date].append(_told(row))
        return [{**account, "day": day, "rows": rows} for day, rows in by_day.items()]

    def _rows(self, client: GoogleAdsServiceClient, query: str) -> list[GoogleAdsRow]:
        asked = SearchGoogleAdsStreamRequest(customer_id=self.customer, query=query)
        manager = [("login-customer-id", self.manager)] if self.manager else []

        def answered() -> list[GoogleAdsRow]:
            metadata = [*self.account.metadata(), *manager]
            stream = client.search_stream(asked, retry=None, timeout=TIMEOUT, metadata=metadata)
            return [row for answer in stream for row in answer.results]

        return self.calls.made(answered)

    def _meaning(self, error: Any) -> PermanentError | BusyError:
        state = error.grpc_status_code.name if error.grpc_status_code else "UNKNOWN"
        asking = Asking(mapping.written(self.customer), self.account.email, self.manager)
        return meaning(asking, state, _faults(error), str(error.message))


def _opened() -> GoogleAdsServiceClient:
    return GoogleAdsServiceClient(transport=GoogleAdsServiceGrpcTransport(channel=channel()))


def _query(fields: tuple[str, ...], resource: str, within: str = "") -> str:
    """In Google's own language of questions."""
    return " ".join(("SELECT", ", ".join(fields), "FROM", resource, *(("WHERE", within) if within else ())))


def _told(row: GoogleAdsRow) -> dict[str, Any]:
    """Amounts as text: no cent passes through a float on its way."""
    figures = row.metrics
    return {
        "campaign_id": str(row.campaign.id),
        "campaign": row.campaign.name,
        "kind": row.campaign.advertising_channel_type.name,
        "cost_micros": figures.cost_micros,
        "impressions": figures.impressions,
        "clicks": figures.clicks,
        "conversions": repr(figures.conversions),
        "value": repr(figures.conversions_value),
    }


def _faults(error: Any) -> list[Fault]:
    """What the end of the answer says in Google Ads' own words, where it does."""
    told = dict(error.response.trailing_metadata() or ()) if error.response else {}
    if FAILURE not in told:
        return []
    return [_fault(one) for one in GoogleAdsFailure.deserialize(told[FAILURE]).errors]


def _fault(one: GoogleAdsError) -> Fault:
    kind = ErrorCode.pb(one.error_code).WhichOneof("error_code")
    code = getattr(one.error_code, kind).name if kind else ""
    asked = one.details.quota_error_details.retry_delay.total_seconds()
    return Fault(code, one.message, asked or None)


def _number(given: str) -> str:
    number = mapping.digits(given)
    if len(number) != 10 or not (number.isascii() and number.isdecimal()):
        raise PermanentError(
            _("« %(given)s » is no customer ID.") % {"given": given[:40]},
            advice=_("It stands at the top right of Google Ads: ten digits, as 123-456-7890."),
        )
    return number
