"""Columns that several entities share, written once."""

from comptoir.entities.base import Column, Kind

SOURCE = Column(
    "source", Kind.TEXT, "where the row comes from: the name of the connection or mapping", required=True
)
DAY = Column("day", Kind.DAY, "the company's day on which it counts", required=True)
MONTH = Column("month", Kind.MONTH, "the month of `day`", required=True)
CURRENCY = Column("currency", Kind.TEXT, "ISO 4217 code of every amount of the row", required=True)
CUSTOMER = Column("customer_key", Kind.INTEGER, "surrogate key of the customer; null for a guest")
COUNTRY = Column("country", Kind.TEXT, "country of delivery as the source writes it, or ISO 3166 alpha-2")
SALES_CHANNEL = Column(
    "sales_channel", Kind.TEXT, "where it is sold: own site, a marketplace, a shop counter"
)
OWN_SITE = ("site", "web", "website", "online", "online_store", "online store", "eshop", "e-shop")
"""How sources name the company's own site as a sales channel, in small letters; without a channel it is the site."""
TRAFFIC_CHANNEL = Column("traffic_channel", Kind.TEXT, "where the visit came from")
TRAFFIC_CHANNELS = (
    *("organic_search", "paid_search_brand", "paid_search", "paid_shopping", "paid_social", "organic_social"),
    *("email", "affiliates", "direct", "referral", "display", "video", "other"),
)
"""The closed list that origins are read into; a shop that names its own channel keeps that name."""
ORIGIN = (
    Column("traffic_source", Kind.TEXT, "who sent the visit: google, newsletter"),
    Column("traffic_medium", Kind.TEXT, "medium as tagged: cpc, email"),
    Column("campaign", Kind.TEXT, "campaign as tagged"),
    Column("referrer", Kind.TEXT, "host of the page that linked to the site"),
    Column("click_id", Kind.TEXT, "kind of click identifier that the visit came with: gclid, fbclid"),
    Column("traffic_said", Kind.TEXT, "what the shop or tool itself calls the origin"),
)
"""Of what traffic_channel is decided: kept, so that a rule that changes holds for the past as well."""
SKU = Column("sku", Kind.TEXT, "reference of the item, exactly as the source writes it")
ORDER_ID = Column("order_id", Kind.TEXT, "number of the order at the source, where known")
ORDER_DAY = Column("order_day", Kind.DAY, "the day of that order, where known")

CONSENT_BASES = ("consent", "exempt")
CONSENT_BASIS = Column(
    "consent_basis",
    Kind.TEXT,
    "consent: the visitor agreed; exempt: measured without consent under the CNIL's conditions",
    required=True,
    choices=CONSENT_BASES,
)
VISITOR = Column("visitor_id", Kind.TEXT, "lasting identifier of the visitor; null when consent-exempt")
EXEMPT_IS_ANONYMOUS = "a consent-exempt row has no customer_key, order_id or visitor_id"
