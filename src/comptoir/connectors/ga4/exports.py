"""Tables of sessions by date, and by channel, source, campaign, device or country beside it."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Cell, Context, Field, Layout
from comptoir.connectors.ga4 import headers
from comptoir.connectors.ga4.devices import DEVICES
from comptoir.connectors.ga4.event_layout import EVENTS
from comptoir.connectors.ga4.useless import ADVICE, USELESS

DIMENSIONS = {
    "channel": headers.CHANNEL,
    "source": headers.SOURCE,
    "medium": headers.MEDIUM,
    "source_medium": headers.SOURCE_MEDIUM,
    "campaign": headers.CAMPAIGN,
    "device": headers.DEVICE,
    "country": headers.COUNTRY,
    "landing": headers.LANDING,
    "new": headers.NEW,
}
COUNTS = {
    "visitors": headers.VISITORS,
    "page_views": headers.VIEWS,
    "carts": headers.CARTS,
    "checkouts": headers.CHECKOUTS,
    "purchases": headers.PURCHASES,
}
FIELDS = (
    Field("day", Cell.DAY, ("Date",)),
    *(Field(name, Cell.TEXT, names, required=False, blank=()) for name, names in DIMENSIONS.items()),
    Field("sessions", Cell.COUNT, headers.SESSIONS),
    *(Field(name, Cell.COUNT, names, required=False) for name, names in COUNTS.items()),
    Field("purchase_revenue", Cell.MONEY, headers.PURCHASE_REVENUE, required=False),
    Field("total_revenue", Cell.MONEY, headers.TOTAL_REVENUE, required=False),
)


def _facts(rows: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    revenue = ibis.coalesce(rows.purchase_revenue, rows.total_revenue)
    return {
        "property_id": ibis.literal(context.account),
        "day": rows.day,
        "part": _part(rows, context),
        # « google / cpc » in one column is told apart where origins are read.
        "traffic_source": ibis.coalesce(rows.source, rows.source_medium),
        "traffic_medium": rows.medium,
        "campaign": rows.campaign,
        "traffic_said": rows.channel,
        "device": _listed(rows.device, DEVICES),
        "country": _set(rows.country),
        "sessions": rows.sessions,
        **{name: rows[name] for name in COUNTS},
        "revenue_amount": revenue,
        "currency": ibis.ifelse(revenue.isnull(), ibis.null("string"), context.currency),
    }


def _part(rows: ir.Table, context: Context) -> ir.StringValue:
    """« channel=Direct|device=mobile »: as GA4 writes them, so that two groups of one channel stay two rows."""
    told = [
        ibis.literal(f"{name}=") + rows[name].fill_null("").replace("|", "||")
        for name in DIMENSIONS
        if name in context.present
    ]
    return ibis.literal("|").join(told) if told else ibis.literal("")


def _listed(name: ir.StringValue, values: Mapping[str, tuple[str, ...]]) -> ir.StringValue:
    folded = name.lower()
    known = [(folded.isin(names), ibis.literal(value)) for value, names in values.items()]
    return ibis.cases((name.isnull(), ibis.null("string")), *known, else_=ibis.literal("other"))


def _set(text: ir.StringValue) -> ir.StringValue:
    return text.nullif("(not set)")


def _is_total(rows: ir.Table, context: Context) -> ir.BooleanValue:
    """The row of sums has no date, and no dimension but « Total »."""
    first = ibis.coalesce(rows.text_day, *(rows[name] for name in DIMENSIONS)).lower()
    return first.isnull() | first.startswith("total") | first.startswith("grand total")


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="ga4_days",
        vendor="ga4",
        label=_("GA4: sessions by day"),
        entity="audience_day",
        fields=FIELDS,
        facts=_facts,
        skip=_is_total,
        tells_origins=True,
        advice=ADVICE,
    ),
    EVENTS,
)

__all__ = ["LAYOUTS", "USELESS"]
