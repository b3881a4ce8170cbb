"""What buyers say: marks, never words or names."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import COUNTRY, DAY, MONTH, ORDER_ID, SOURCE

BEST_RATING = 5

REVIEW = Entity(
    name="review",
    meaning="A review that a buyer left of an item or of the shop. Its words and its author are not kept.",
    key=("source", "site", "day", "sku", "review_id"),
    unit=("source", "site", "day", "sku"),
    columns=(
        SOURCE,
        Column("site", Kind.TEXT, "where it was left: own site, google; empty where not told", required=True),
        DAY,
        MONTH,
        Column("sku", Kind.TEXT, "reference of the item; empty for a review of the shop", required=True),
        Column(
            "review_id",
            Kind.TEXT,
            "number at the source, else its place among those of the day",
            required=True,
        ),
        Column("rating", Kind.QUANTITY, "mark from 1 to 5", required=True),
        Column("is_answered", Kind.FLAG, "whether the shop has answered; null where the file does not tell"),
        ORDER_ID,
        COUNTRY,
    ),
    invariants={
        "rating_in_range": "rating lies between 1 and 5",
        "day_in_month": "month is the month of day",
    },
)
