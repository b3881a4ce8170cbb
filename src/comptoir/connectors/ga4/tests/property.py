"""A property of GA4 on loopback: it sums its visits by whatever dimensions it is asked for, as the Data API does."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from comptoir.connectors.google.tests.calling import Method, Refusal, calling, metadata_of, refuse
from comptoir.connectors.google.tests.keys import Issuer, issuing

SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
NUMBER = "123456789"
TYPES = "google.analytics.data_v1beta.types"
METRICS = ("sessions", "screenPageViews", "addToCarts", "checkouts", "ecommercePurchases", "purchaseRevenue")


@dataclass(frozen=True)
class Visits:
    """What one browser did on one day."""

    day: date
    channel: str = "Organic Search"
    device: str = "desktop"
    country: str = "FR"
    browser: str = "Firefox"
    counts: tuple[Decimal | int, ...] = (10, 30, 4, 2, 1, Decimal("59.9"))
    """In the order of METRICS."""

    def told(self, dimension: str) -> str:
        return {
            "date": f"{self.day:%Y%m%d}",
            "sessionDefaultChannelGroup": self.channel,
            "deviceCategory": self.device,
            "countryId": self.country,
            "browser": self.browser,
        }[dimension]


@dataclass
class Property:
    issuer: Issuer
    visits: list[Visits] = field(default_factory=list)
    is_estimated: bool = True
    zone: str = "Europe/Paris"
    currency: str = "EUR"
    tokens: int = 14_000
    """Left of this hour; each answer costs ten."""
    asked: list[Any] = field(default_factory=list)
    first: list[Refusal] = field(default_factory=list)
    """Given out before anything else."""

    def run_report(self, asked: Any, context: Any) -> Any:
        if self.first:
            self.first.pop(0)(context)
        if not self.issuer.is_known(metadata_of(context)):
            refuse("UNAUTHENTICATED", "Request had invalid authentication credentials.")(context)
        if asked.property != f"properties/{NUMBER}":
            refuse("PERMISSION_DENIED", "User does not have sufficient permissions for this property.")(
                context
            )
        self.asked.append(asked)
        self.tokens -= 10
        return self.report(asked)

    def report(self, asked: Any) -> Any:
        types = import_module(TYPES)
        names = [one.name for one in asked.dimensions]
        metrics = [one.name for one in asked.metrics]
        sums: dict[tuple[str, ...], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * len(metrics))
        for one in self.within(asked.date_ranges[0]):
            key = tuple(one.told(name) for name in names)
            told = [Decimal(one.counts[METRICS.index(name)]) for name in metrics]
            sums[key] = [old + new for old, new in zip(sums[key], told, strict=True)]
        order = [names.index(one.dimension.dimension_name) for one in asked.order_bys]
        rows = sorted(sums.items(), key=lambda row: [row[0][place] for place in order])
        shown = rows[asked.offset : asked.offset + (asked.limit or 10_000)]
        quota = types.QuotaStatus(consumed=10, remaining=self.tokens)
        return types.RunReportResponse(
            rows=[
                types.Row(
                    dimension_values=[types.DimensionValue(value=value) for value in key],
                    metric_values=[types.MetricValue(value=str(figure)) for figure in figures],
                )
                for key, figures in shown
            ],
            row_count=len(rows),
            metadata=types.ResponseMetaData(
                time_zone=self.zone,
                currency_code=self.currency,
                subject_to_thresholding=self.is_estimated,
                sampling_metadatas=[types.SamplingMetadata(samples_read_count=4, sampling_space_size=10)]
                if self.is_estimated
                else [],
            ),
            property_quota=types.PropertyQuota(tokens_per_project_per_hour=quota)
            if asked.return_property_quota
            else None,
        )

    def within(self, span: Any) -> list[Visits]:
        if span.start_date == "yesterday":
            return []
        first, last = date.fromisoformat(span.start_date), date.fromisoformat(span.end_date)
        return [one for one in self.visits if first <= one.day <= last]


@contextmanager
def open_property(monkeypatch: Any) -> Iterator[Property]:
    """Served for as long as the block takes; readers opened meanwhile ask it."""
    types = import_module(TYPES)
    with issuing(SCOPE) as issuer:
        made = Property(issuer)
        method = Method(types.RunReportRequest, types.RunReportResponse, made.run_report)
        with calling("google.analytics.data.v1beta.BetaAnalyticsData", {"RunReport": method}) as channel:
            monkeypatch.setattr("comptoir.connectors.ga4.read.channel", channel)
            yield made
