"""What is watched: metrics and the parts of the shop that they are watched by. Light."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.api import Good, metric

LOOKED_BACK = 42
"""Days that are judged at each look: what is loaded late is judged late."""
LARGEST = 12
"""Most values of a dimension that are watched: the largest by money."""


class Source(StrEnum):
    """Where the figures come from: what is missing is missing for all of them."""

    SALES = "sales"
    AUDIENCE = "audience"
    ADS = "ads"

    @property
    def label(self) -> Any:
        return _SOURCES[self]


_SOURCES: Mapping[Source, Any] = {
    Source.SALES: _("orders"),
    Source.AUDIENCE: _("visits"),
    Source.ADS: _("advertising spend"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Metrics of one source, asked together."""

    source: Source
    metrics: tuple[str, ...]
    by: tuple[str, ...]


GROUPS = (
    Group(Source.SALES, ("net_sales", "orders", "returns"), ()),
    Group(Source.AUDIENCE, ("sessions", "conversion_rate"), ()),
    Group(Source.ADS, ("ad_spend",), ()),
    Group(Source.SALES, ("net_sales", "orders"), ("sales_channel",)),
    Group(Source.SALES, ("net_sales",), ("traffic_channel",)),
    Group(Source.SALES, ("net_sales",), ("category",)),
    Group(Source.SALES, ("net_sales",), ("country",)),
    Group(Source.AUDIENCE, ("sessions", "conversion_rate"), ("traffic_channel",)),
    Group(Source.AUDIENCE, ("sessions", "conversion_rate"), ("device",)),
    Group(Source.ADS, ("ad_spend",), ("traffic_channel",)),
)
METRICS = tuple(dict.fromkeys(name for group in GROUPS for name in group.metrics))
DIMENSIONS = tuple(dict.fromkeys(name for group in GROUPS for name in group.by))
LEADS: Mapping[Source, str] = {
    Source.SALES: "orders",
    Source.AUDIENCE: "sessions",
    Source.ADS: "ad_spend",
}
"""What says whether a source is there."""
FAMILIES: Mapping[str, str] = {"ad_spend": "ads", "returns": "returns"}
"""What moves together is shown together; the others are of sales."""


def family(name: str) -> str:
    return FAMILIES.get(name, "sales")


def is_worse_above(name: str) -> bool:
    """Whether more of it is worse for the business: returns, and what is spent."""
    return metric(name).good is Good.DOWN or name == "ad_spend"
