"""Customers, as far as facts may know them: a surrogate key. Names and addresses are not facts."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    COUNTRY,
    CUSTOMER,
    DAY,
    MONTH,
    ORDER_ID,
    SALES_CHANNEL,
    SKU,
    SOURCE,
)

CUSTOMER_TYPES = ("person", "business")
CONTACT_CHANNELS = ("email", "phone", "chat", "form", "marketplace", "social", "counter")

CUSTOMER_ENTITY = Entity(
    name="customer",
    meaning="A buyer, without anything that says who it is.",
    key=("customer_key",),
    unit=("customer_key",),
    dated=False,
    columns=(
        Column("customer_key", Kind.INTEGER, "surrogate key, drawn by the application", required=True),
        Column("source", Kind.TEXT, "the source that made it known first", required=True),
        Column("first_seen_day", Kind.DAY, "first day on which a source speaks of it", required=True),
        Column("customer_type", Kind.TEXT, "a person or a business, where known", choices=CUSTOMER_TYPES),
        COUNTRY,
    ),
)

CONTACT = Entity(
    name="contact",
    meaning="A request to the after-sales service.",
    key=("source", "contact_id"),
    unit=("source", "contact_id"),
    columns=(
        SOURCE,
        Column("contact_id", Kind.TEXT, "number of the request at the source", required=True),
        Column("opened_at", Kind.INSTANT, "when it came in", required=True),
        DAY,
        MONTH,
        Column("contact_channel", Kind.TEXT, "how it came in", choices=CONTACT_CHANNELS),
        Column("reason", Kind.TEXT, "what it is about, as the service files it"),
        ORDER_ID,
        SKU,
        Column("answered_at", Kind.INSTANT, "first answer; null while there is none"),
        Column("closed_at", Kind.INSTANT, "when it was settled; null while it is open"),
        Column("messages", Kind.INTEGER, "messages exchanged"),
        Column("satisfaction", Kind.INTEGER, "the customer's mark, 1 to 5"),
        CUSTOMER,
        COUNTRY,
        SALES_CHANNEL,
    ),
    invariants={
        "answered_after_opened": "answered_at and closed_at are not before opened_at",
        "mark_in_range": "satisfaction is between 1 and 5",
        "day_in_month": "month is the month of day",
    },
)
