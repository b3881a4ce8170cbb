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
TRAFFIC_CHANNEL = Column("traffic_channel", Kind.TEXT, "where the visit came from")
SKU = Column("sku", Kind.TEXT, "reference of the item, exactly as the source writes it")
