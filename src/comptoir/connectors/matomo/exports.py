"""Visits by day, whole or by type of channel, as « Export » and the interface write them: named in the language of the
person, or as Matomo calls its columns itself."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, Useless
from comptoir.connectors.matomo.channels import CHANNELS, NAMES

VENDOR = "matomo"
_ORDERS = "goals_idgoal=ecommerceOrder_"
_ADVICE = _(
    "In Matomo: Acquisition, Channel types (or Visitors, Overview), the period by day, Export, CSV, all rows."
)
_DAY = Field("day", Cell.DAY, ("Date",))
_VISITS = ("Visites", "nb_visits", "Visits")
_ACTIONS = ("Actions", "nb_actions")
_FIGURES = (
    Field("sessions", Cell.COUNT, _VISITS),
    # Whatever else has dates and visits, only Matomo counts actions beside them.
    Field("actions", Cell.COUNT, _ACTIONS),
    Field(
        "visitors", Cell.COUNT, ("Visiteurs uniques", "nb_uniq_visitors", "Unique visitors"), required=False
    ),
    Field(
        "page_views",
        Cell.COUNT,
        ("Pages vues", "Vues de page", "Vues de pages", "Affichages de pages", "nb_pageviews", "Pageviews"),
        required=False,
    ),
    Field("purchases", Cell.COUNT, (f"{_ORDERS}nb_conversions",), required=False),
    Field("revenue", Cell.MONEY, (f"{_ORDERS}revenue",), required=False),
    Field("tax", Cell.MONEY, (f"{_ORDERS}revenue_tax",), required=False),
    Field("shipping", Cell.MONEY, (f"{_ORDERS}revenue_shipping",), required=False),
)
_KIND = (
    *("Type de canal", "Types de canaux", "Types d'acquisitions", "Type de référent", "Libellé", "Étiquette"),
    *("Referrer type", "Channel type", "Label"),
)


def _days(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    # Matomo's revenue is what the customer paid.
    revenue = row.revenue - row.tax.fill_null(0) - row.shipping.fill_null(0)
    has_orders = "purchases" in context.present
    return {
        "property_id": ibis.literal(context.account),
        "day": row.day,
        "part": ibis.literal(""),
        "sessions": row.sessions,
        "visitors": row.visitors,
        "page_views": row.page_views,
        # Where no visit of a channel bought, the cell is blank.
        "purchases": row.purchases.fill_null(0) if has_orders else row.purchases,
        "revenue_amount": revenue,
        "currency": ibis.ifelse(revenue.isnull(), ibis.null("string"), context.currency),
    }


def _channels(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    said = {
        "part": ibis.literal("channel=").concat(ibis.coalesce(row.number, row.kind)),
        "traffic_said": ibis.coalesce(ibis.literal(NAMES).get(row.number), row.kind),
    }
    return {**_days(row, context), **said}


def _channel(row: ir.Table) -> ir.StringValue:
    """By the number, which no language changes, else by the name."""
    word = ibis.coalesce(row.number, row.kind).lower()
    return ibis.cases(*[(word.isin(names), ibis.literal(ours)) for ours, names in CHANNELS.items()])


def _unknown_channel(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.day.notnull() & _channel(row).isnull()


def _without_visits(row: ir.Table, context: Context) -> ir.BooleanValue:
    """A day without any visit is a line with its date alone."""
    return row.text_sessions.isnull() & row.text_actions.isnull()


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="matomo_days",
        vendor=VENDOR,
        label=_("Matomo: visits by day"),
        entity="audience_day",
        fields=(_DAY, *_FIGURES),
        facts=_days,
        skip=_without_visits,
        advice=_ADVICE,
    ),
    Layout(
        name="matomo_channels",
        vendor=VENDOR,
        label=_("Matomo: visits by day and type of channel"),
        entity="audience_day",
        fields=(
            _DAY,
            Field("kind", Cell.TEXT, _KIND),
            Field(
                "number",
                Cell.TEXT,
                ("metadata_referer_type", "metadata_referrer_type", "Metadata: referer_type", "referer_type"),
                required=False,
            ),
            *_FIGURES,
        ),
        facts=_channels,
        skip=_without_visits,
        checks={"unknown_channel": _unknown_channel},
        tells_origins=True,
        advice=_ADVICE,
    ),
)

USELESS: tuple[Useless, ...] = (
    Useless(
        name="matomo_orders",
        vendor=VENDOR,
        label=_("Matomo: overview of e-commerce"),
        headers=(
            ("Date",),
            (
                "Commandes e-commerce",
                "Commandes",
                "Conversions",
                "nb_conversions",
                "Orders",
                "Ecommerce orders",
            ),
            ("Visites avec conversions", "nb_visits_converted", "Visits with conversions"),
        ),
        reason=_("The table tells the orders and not the visits that they are set against."),
        advice=_(
            "Export Acquisition, Channel types, by day, with the metrics of goals and without translated column names."
        ),
    ),
    Useless(
        name="matomo_without_day",
        vendor=VENDOR,
        label=_("Matomo: a report of a whole period"),
        headers=(_KIND, _VISITS, _ACTIONS),
        reason=_("The table sums the whole period and tells no day."),
        advice=_("Export Acquisition, Channel types, by day: the row of each day begins with its date."),
    ),
)
