"""Ads Manager's export of campaigns, ad sets or ads, one row a day."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Cell, Context, Field, Layout, Text, Useless

LEVELS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "ad": (_("Meta Ads: ads by day"), ("Nom de la publicité", "Ad name")),
    "ad_set": (_("Meta Ads: ad sets by day"), ("Nom de l'ensemble de publicités", "Ad set name")),
    "campaign": (_("Meta Ads: campaigns by day"), ("Nom de la campagne", "Campaign name")),
}
"""The finest first: an export of ads tells their ad sets and campaigns too."""
SPENT = ("Montant dépensé (*)", "Montant dépensé", "Amount spent", "Amount spent (*)")
STARTS, ENDS = ("Début des rapports", "Reporting starts"), ("Fin des rapports", "Reporting ends")
ADVICE = _(
    "In Ads Manager, show the columns Impressions, Link clicks, Amount spent and Purchases, choose « Breakdown », "
    "« By time », « Day », then « Reports », « Export table data » as CSV."
)
_FIELDS = (
    Field("starts", Cell.DAY, STARTS),
    Field("ends", Cell.DAY, ENDS),
    Field("day", Cell.DAY, ("Jour", "Day"), required=False),
    Field("account_id", Cell.TEXT, ("ID du compte", "Identifiant du compte", "Account ID"), required=False),
    Field("account", Cell.TEXT, ("Nom du compte", "Account name"), required=False),
    Field(
        "campaign_id",
        Cell.TEXT,
        ("ID de la campagne", "Identifiant de la campagne", "Campaign ID"),
        required=False,
    ),
    Field(
        "ad_set_id",
        Cell.TEXT,
        ("ID de l'ensemble de publicités", "Identifiant de l'ensemble de publicités", "Ad set ID"),
        required=False,
    ),
    Field("ad_id", Cell.TEXT, ("ID de la publicité", "Identifiant de la publicité", "Ad ID"), required=False),
    Field("country", Cell.TEXT, ("Pays", "Country"), required=False),
    Field("attribution", Cell.TEXT, ("Paramètre d'attribution", "Attribution setting"), required=False),
    Field(
        "purchases",
        Cell.NUMBER,
        ("Achats", "Achats sur le site web", "Website purchases", "Purchases"),
        required=False,
    ),
    Field("impressions", Cell.COUNT, ("Impressions",)),
    # Meta leaves the cell empty where nobody clicked.
    Field(
        "clicks",
        Cell.COUNT,
        ("Clics sur un lien", "Clics sur le lien", "Link clicks"),
        may_be_blank=True,
    ),
    Field("currency", Cell.TEXT, ("Devise", "Currency"), required=False),
    Field("spent", Cell.MONEY, SPENT),
)


def _facts(rows: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    return {
        "account_id": ibis.coalesce(rows.account_id, rows.account, ibis.literal(context.account)),
        "campaign_id": ibis.coalesce(rows.campaign_id, rows.campaign, ibis.literal("")),
        "ad_group_id": ibis.coalesce(rows.ad_set_id, rows.ad_set, ibis.literal("")),
        "ad_id": ibis.coalesce(rows.ad_id, rows.ad, ibis.literal("")),
        "campaign_name": rows.campaign,
        "ad_group_name": rows.ad_set,
        "traffic_channel": ibis.literal("paid_social"),
        "is_brand": ibis.literal(False),
        "country": rows.country.fill_null(""),
        "day": ibis.coalesce(rows.day, rows.starts),
        "impressions": rows.impressions,
        "clicks": rows.clicks.fill_null(0),
        "spend_amount": rows.spent,
        "credited_orders": rows.purchases,
        "credited_by": rows.attribution,
        "currency": ibis.coalesce(rows.currency.upper(), ibis.literal(_currency(context))),
    }


def _currency(context: Context) -> str:
    """Of « Montant dépensé (EUR) »."""
    code = context.captured.get("spent", "").upper()
    return code if len(code) == len("EUR") and code.isalpha() else context.currency


def _is_longer(rows: ir.Table, context: Context) -> ir.BooleanValue:
    return rows.day.isnull() & (rows.starts != rows.ends)


def _is_negative(rows: ir.Table, context: Context) -> ir.BooleanValue:
    return rows.spent < 0


def _layout(level: str) -> Layout:
    levels = [
        Field(name, Cell.TEXT, headers, required=name == level) for name, (_, headers) in LEVELS.items()
    ]

    def is_summary(rows: ir.Table, context: Context) -> ir.BooleanValue:
        """The row of totals names nothing."""
        return rows[level].isnull()

    return Layout(
        name=f"meta_ads_{level}_days",
        vendor="meta_ads",
        label=LEVELS[level][0],
        entity="ad_spend",
        fields=(*levels, *_FIELDS),
        facts=_facts,
        skip=is_summary,
        checks={"several_days": _is_longer, "negative_cost": _is_negative},
        advice=ADVICE,
    )


LAYOUTS: tuple[Layout, ...] = tuple(_layout(level) for level in LEVELS)
USELESS: tuple[Useless, ...] = (
    Useless(
        "meta_ads_incomplete",
        "meta_ads",
        _("Meta Ads: a table without campaigns or figures"),
        (STARTS, ENDS),
        _("It lacks a name, the impressions, the link clicks or the amount spent."),
        ADVICE,
    ),
)
