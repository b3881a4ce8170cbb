"""E-mail campaigns, as the platform that sends them counts them. No address is a fact."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import DAY, MONTH, SOURCE

MAILING = Entity(
    name="mailing",
    meaning="A campaign sent to a segment on a day.",
    key=("source", "campaign", "segment", "day"),
    unit=("source", "campaign", "segment", "day"),
    columns=(
        SOURCE,
        Column("campaign", Kind.TEXT, "name of the campaign", required=True),
        Column("segment", Kind.TEXT, "to whom; empty where not told", required=True),
        DAY,
        MONTH,
        Column("sent", Kind.INTEGER, "e-mails sent", required=True),
        Column("delivered", Kind.INTEGER, "e-mails sent and not bounced", required=True),
        Column("openers", Kind.INTEGER, "different people who opened, where measuring it is lawful"),
        Column("clickers", Kind.INTEGER, "different people who clicked"),
        Column("unsubscribed", Kind.INTEGER, "people who unsubscribed"),
        Column("complaints", Kind.INTEGER, "complaints"),
    ),
    invariants={
        "delivered_were_sent": "delivered is not above sent",
        "positive": "counts are >= 0",
        "day_in_month": "month is the month of day",
    },
)
