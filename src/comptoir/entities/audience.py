"""The audience of the site: sessions and events, each with the basis on which it may be measured; and days of
sessions as an audience tool sums them, which name nobody."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    CONSENT_BASIS,
    COUNTRY,
    CUSTOMER,
    DAY,
    EXEMPT_IS_ANONYMOUS,
    MONTH,
    ORDER_ID,
    ORIGIN,
    SKU,
    SOURCE,
    TRAFFIC_CHANNEL,
    VISITOR,
)

DEVICES = ("desktop", "phone", "tablet", "other")

SESSION = Entity(
    name="session",
    meaning="A run of activity on the site, as its source defines it.",
    key=("source", "session_id"),
    unit=("source", "session_id"),
    columns=(
        SOURCE,
        Column("session_id", Kind.TEXT, "identifier of the session, of no use beyond it", required=True),
        CONSENT_BASIS,
        Column("started_at", Kind.INSTANT, "first event", required=True),
        DAY,
        MONTH,
        Column("seconds", Kind.INTEGER, "from the first event to the last"),
        TRAFFIC_CHANNEL,
        *ORIGIN,
        Column("landing_page", Kind.TEXT, "path of the first page, without its query"),
        Column("device", Kind.TEXT, "kind of device", choices=DEVICES),
        COUNTRY,
        Column("page_views", Kind.INTEGER, "pages viewed", required=True),
        Column("viewed_product", Kind.FLAG, "saw a product", required=True),
        Column("added_to_cart", Kind.FLAG, "put a product in the basket", required=True),
        Column("began_checkout", Kind.FLAG, "began to order", required=True),
        Column("purchased", Kind.FLAG, "bought", required=True),
        VISITOR,
        CUSTOMER,
        ORDER_ID,
    ),
    invariants={
        "exempt_is_anonymous": EXEMPT_IS_ANONYMOUS,
        "positive": "page_views and seconds are >= 0",
        "day_in_month": "month is the month of day",
    },
)

EVENT = Entity(
    name="event",
    meaning="Something a visitor did, named as in GA4 e-commerce: view_item, add_to_cart, purchase.",
    key=("source", "event_id"),
    unit=("source", "event_id"),
    columns=(
        SOURCE,
        Column("event_id", Kind.TEXT, "identifier of the event, so that it counts once", required=True),
        Column("session_id", Kind.TEXT, "the session it belongs to"),
        CONSENT_BASIS,
        Column("happened_at", Kind.INSTANT, "when", required=True),
        DAY,
        MONTH,
        Column("name", Kind.TEXT, "what: page_view, view_item, add_to_cart, purchase…", required=True),
        Column("page", Kind.TEXT, "path of the page, without its query"),
        Column("search_term", Kind.TEXT, "what was searched for on the site"),
        SKU,
        Column("quantity", Kind.QUANTITY, "units"),
        Column("value_amount", Kind.MONEY, "value, excluding tax"),
        Column("value_tax", Kind.MONEY, "tax on value_amount"),
        Column("currency", Kind.TEXT, "ISO 4217 code of the value"),
        TRAFFIC_CHANNEL,
        Column("device", Kind.TEXT, "kind of device", choices=DEVICES),
        COUNTRY,
        VISITOR,
        CUSTOMER,
        ORDER_ID,
    ),
    invariants={
        "exempt_is_anonymous": EXEMPT_IS_ANONYMOUS,
        "value_has_currency": "a row with a value has a currency",
        "day_in_month": "month is the month of day",
    },
)

AUDIENCE_DAY = Entity(
    name="audience_day",
    meaning="Sessions of a day, summed by the audience tool that exports them.",
    key=("source", "property_id", "day", "part"),
    unit=("source", "property_id", "day"),
    columns=(
        SOURCE,
        Column("property_id", Kind.TEXT, "site or property at the tool; empty where not told", required=True),
        DAY,
        MONTH,
        Column("part", Kind.TEXT, "what tells the row from the day's others: its dimensions", required=True),
        TRAFFIC_CHANNEL,
        *ORIGIN,
        Column("device", Kind.TEXT, "kind of device", choices=DEVICES),
        COUNTRY,
        Column("sessions", Kind.INTEGER, "sessions", required=True),
        Column("visitors", Kind.INTEGER, "different visitors of the row; days do not add up"),
        Column("page_views", Kind.INTEGER, "pages viewed"),
        Column("carts", Kind.INTEGER, "times that a product was put in the basket, as the tool counts them"),
        Column("checkouts", Kind.INTEGER, "orders begun, as the tool counts them"),
        Column("purchases", Kind.INTEGER, "purchases seen"),
        Column("revenue_amount", Kind.MONEY, "value of the purchases, excluding tax where the tool says so"),
        Column("currency", Kind.TEXT, "ISO 4217 code of revenue_amount"),
    ),
    invariants={
        "positive": "counts are >= 0",
        "day_in_month": "month is the month of day",
    },
)
