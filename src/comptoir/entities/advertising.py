"""What advertising cost, and what its platform says it brought."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import CURRENCY, DAY, MONTH, SOURCE, TRAFFIC_CHANNEL

AD_SPEND = Entity(
    name="ad_spend",
    meaning="A day of a campaign (or of an ad group or ad within it), as the platform exports it.",
    key=("source", "account_id", "campaign_id", "ad_group_id", "ad_id", "country", "day"),
    unit=("source", "account_id", "day"),
    columns=(
        SOURCE,
        Column("account_id", Kind.TEXT, "account at the platform", required=True),
        Column("campaign_id", Kind.TEXT, "campaign at the platform; empty where not told", required=True),
        Column("ad_group_id", Kind.TEXT, "ad group; empty where not told", required=True),
        Column("ad_id", Kind.TEXT, "ad; empty where not told", required=True),
        Column("campaign_name", Kind.TEXT, "name of the campaign"),
        Column("ad_group_name", Kind.TEXT, "name of the ad group"),
        TRAFFIC_CHANNEL,
        Column("is_brand", Kind.FLAG, "aims at those who search for the company's own names"),
        Column("country", Kind.TEXT, "country aimed at; empty where not told", required=True),
        DAY,
        MONTH,
        Column("impressions", Kind.INTEGER, "times shown", required=True),
        Column("clicks", Kind.INTEGER, "clicks", required=True),
        Column("spend_amount", Kind.MONEY, "spend as billed, excluding tax", required=True),
        Column("credited_orders", Kind.QUANTITY, "orders the platform credits itself with"),
        Column("credited_amount", Kind.MONEY, "sales it credits itself with, excluding tax"),
        Column("credited_tax", Kind.MONEY, "tax on credited_amount"),
        Column("credited_by", Kind.TEXT, "rule of the credit: model and window"),
        CURRENCY,
    ),
    invariants={
        "positive": "impressions and clicks are >= 0",
        "day_in_month": "month is the month of day",
    },
)
