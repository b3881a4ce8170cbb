"""The report of campaigns by day, down to ad groups and ads where it tells them."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Cell, Context, Field, Layout
from comptoir.connectors.google_ads.channels import is_brand, traffic_channel
from comptoir.connectors.google_ads.headers import CAMPAIGN, COST, IMPRESSIONS, KEYWORD, TERM
from comptoir.connectors.google_ads.useless import ADVICE, USELESS

FIELDS = (
    Field("day", Cell.DAY, ("Jour", "Date", "Day")),
    Field("campaign", Cell.TEXT, CAMPAIGN),
    Field("campaign_id", Cell.TEXT, ("ID de la campagne", "ID de campagne", "Campaign ID"), required=False),
    Field("campaign_type", Cell.TEXT, ("Type de campagne", "Campaign type"), required=False),
    Field(
        "ad_group",
        Cell.TEXT,
        ("Groupe d'annonces", "Nom du groupe d'annonces", "Ad group name", "Ad group"),
        required=False,
    ),
    Field("ad_group_id", Cell.TEXT, ("ID du groupe d'annonces", "Ad group ID"), required=False),
    Field("ad_id", Cell.TEXT, ("ID de l'annonce", "Ad ID"), required=False),
    Field("customer_id", Cell.TEXT, ("Numéro client", "ID client", "Customer ID"), required=False),
    Field("account", Cell.TEXT, ("Compte", "Nom du compte", "Account", "Account name"), required=False),
    Field("currency", Cell.TEXT, ("Code de devise", "Devise", "Currency", "Currency code"), required=False),
    Field("cost", Cell.MONEY, COST),
    Field("impressions", Cell.COUNT, IMPRESSIONS),
    Field("clicks", Cell.COUNT, ("Clics", "Clicks")),
    Field("conversions", Cell.NUMBER, ("Conversions",), required=False),
    Field("keyword", Cell.TEXT, KEYWORD, required=False),
    Field("term", Cell.TEXT, TERM, required=False),
)


def _facts(rows: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    channel = traffic_channel(rows.campaign, rows.campaign_type)
    return {
        "account_id": ibis.coalesce(rows.customer_id, rows.account, ibis.literal(context.account)),
        "campaign_id": ibis.coalesce(rows.campaign_id, rows.campaign),
        "ad_group_id": ibis.coalesce(rows.ad_group_id, rows.ad_group, ibis.literal("")),
        "ad_id": rows.ad_id.fill_null(""),
        "campaign_name": rows.campaign,
        "ad_group_name": rows.ad_group,
        "traffic_channel": channel,
        "is_brand": is_brand(rows.campaign, channel),
        "country": ibis.literal(""),
        "day": rows.day,
        "impressions": rows.impressions,
        "clicks": rows.clicks,
        "spend_amount": rows.cost,
        "credited_orders": rows.conversions,
        "currency": ibis.coalesce(rows.currency.upper(), ibis.literal(context.currency)),
    }


def _is_total(rows: ir.Table, context: Context) -> ir.BooleanValue:
    """« Total : Compte » stands in the first column, whichever it is, with nothing in the others."""
    return rows.text_day.lower().startswith("total") | (
        rows.text_day.isnull() & rows.campaign.lower().startswith("total").fill_null(True)
    )


def _is_part(rows: ir.Table, context: Context) -> ir.BooleanValue:
    """Keywords and terms: what Google does not tell of them would be missing from the campaign."""
    return rows.keyword.notnull() | rows.term.notnull()


def _is_negative(rows: ir.Table, context: Context) -> ir.BooleanValue:
    return rows.cost < 0


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="google_ads_days",
        vendor="google_ads",
        label=_("Google Ads: campaigns or ad groups by day"),
        entity="ad_spend",
        fields=FIELDS,
        facts=_facts,
        skip=_is_total,
        checks={"part_of_campaign": _is_part, "negative_cost": _is_negative},
        advice=ADVICE,
    ),
)

__all__ = ["LAYOUTS", "USELESS"]
