"""A tool that exists only here: its days of clicks and cost, and how it would write them."""

import ibis

from comptoir.connectors.base import Cell, Field, Layout, Useless

DAYS = Layout(
    name="tool_days",
    vendor="tool",
    label="Tool: days",
    entity="ad_spend",
    fields=(
        Field("day", Cell.DAY, ("Jour", "Day")),
        Field("campaign", Cell.TEXT, ("Campagne", "Campaign")),
        Field("clicks", Cell.COUNT, ("Clics", "Clicks")),
        Field("cost", Cell.MONEY, ("Montant dépensé (*)", "Amount spent (*)")),
        Field("rate", Cell.SHARE, ("Taux de clic", "CTR"), required=False),
    ),
    facts=lambda row, context: {
        "account_id": ibis.literal(context.account),
        "campaign_id": row.campaign,
        "ad_group_id": ibis.literal(""),
        "ad_id": ibis.literal(""),
        "country": ibis.literal(""),
        "day": row.day,
        "impressions": ibis.literal(0),
        "clicks": row.clicks,
        "spend_amount": row.cost,
        "currency": ibis.literal(context.captured["cost"]),
    },
    skip=lambda row, context: row.text_day.startswith("Total"),
)
TERMS = Layout(
    name="tool_terms",
    vendor="tool",
    label="Tool: searches",
    entity="search_term",
    fields=(
        Field("term", Cell.TEXT, ("Requêtes", "Queries")),
        Field("clicks", Cell.COUNT, ("Clics", "Clicks")),
    ),
    facts=lambda row, context: {
        "property_id": ibis.literal(context.account),
        "first_day": ibis.literal(context.first_day),
        "day": ibis.literal(context.last_day),
        "term_kind": ibis.literal("query"),
        "term": row.term,
        "clicks": row.clicks,
        "impressions": ibis.literal(0),
    },
    needs_period=True,
)
WEEKS = Useless(
    name="tool_weeks",
    vendor="tool",
    label="Tool: weeks",
    headers=(("Semaine", "Week"), ("Coût", "Cost")),
    reason="A week is no day.",
    advice="Export by day.",
)
LAYOUTS = (DAYS, TERMS)
