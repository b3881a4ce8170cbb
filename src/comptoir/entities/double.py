"""Orders that several sources know: which of their rows are counted. Worked out of the facts, by snapshot."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import DAY, MONTH, SOURCE

VERDICTS = ("same", "different", "unsure")

ORDER_DOUBLE = Entity(
    name="order_double",
    meaning="A number by which a source calls an order that is counted as another source tells it.",
    key=("source", "order_id"),
    unit=("source", "order_id"),
    columns=(
        SOURCE,
        Column("order_id", Kind.TEXT, "number of the order at this source", required=True),
        DAY,
        MONTH,
        Column("channel", Kind.TEXT, "sales channel whose master counts, in small letters", required=True),
        Column("master_source", Kind.TEXT, "source that the order is counted from", required=True),
        Column("master_order_id", Kind.TEXT, "number of the order there", required=True),
        Column("master_day", Kind.DAY, "day of the order there", required=True),
        Column(
            "is_order",
            Kind.FLAG,
            "whether this source has the order itself, left aside; else it only names it, as a provider does",
            required=True,
        ),
        Column(
            "refunds_told", Kind.FLAG, "whether the refunds here are told by a better source", required=True
        ),
        Column("payments_told", Kind.FLAG, "the same of its payments", required=True),
        Column("parcels_told", Kind.FLAG, "the same of its shipments", required=True),
        Column(
            "fees_told", Kind.TEXT, "kinds of its fees told by a better source, between spaces", required=True
        ),
    ),
    invariants={
        "of_another_source": "an order that is left aside is counted from another source",
        "day_in_month": "month is the month of day",
    },
)

SOURCE_PAIR = Entity(
    name="source_pair",
    meaning="What two sources know in common: numbers of orders that both have, and whether they are the same orders.",
    key=("source", "source_channel", "other", "other_channel"),
    unit=("source", "source_channel", "other", "other_channel"),
    dated=False,
    columns=(
        SOURCE,
        Column("source_channel", Kind.TEXT, "sales channel of its orders, in small letters", required=True),
        Column("other", Kind.TEXT, "the other source", required=True),
        Column("other_channel", Kind.TEXT, "sales channel of its orders, in small letters", required=True),
        Column("channel", Kind.TEXT, "the sales channel that both speak of", required=True),
        Column("orders", Kind.INTEGER, "orders of the source on the days that both know", required=True),
        Column("other_orders", Kind.INTEGER, "orders of the other one on these days", required=True),
        Column("numbers", Kind.INTEGER, "numbers of orders that both have", required=True),
        Column("near", Kind.INTEGER, "of these, on days next to each other", required=True),
        Column(
            "weighed", Kind.INTEGER, "of these numbers, with an amount that can be compared", required=True
        ),
        Column("alike", Kind.INTEGER, "of these, of the same amount", required=True),
        Column("agreeing", Kind.INTEGER, "of these, on days next to each other as well", required=True),
        Column("verdict", Kind.TEXT, "whether they are the same orders", required=True, choices=VERDICTS),
        Column("reason", Kind.TEXT, "why, in one word", required=True),
        Column("master", Kind.TEXT, "source that the orders of the channel are counted from", required=True),
        Column(
            "counted_once", Kind.INTEGER, "orders of either that are left aside for the other", required=True
        ),
    ),
    invariants={"agreeing_are_near": "agreeing <= near and near <= numbers"},
)
