"""What the market did, to compare with."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import DAY, MONTH, SOURCE

SPANS = ("day", "month")

MARKET_INDEX = Entity(
    name="market_index",
    meaning="The value of an index of the market on a day, or for the month that begins on it.",
    key=("source", "market", "day"),
    unit=("source", "market", "day"),
    columns=(
        SOURCE,
        Column("market", Kind.TEXT, "name of the index, as its publisher calls it", required=True),
        DAY,
        MONTH,
        Column("span", Kind.TEXT, "what the value holds for", required=True, choices=SPANS),
        Column("index_value", Kind.QUANTITY, "value, 100 in the base period", required=True),
    ),
    invariants={
        "positive": "index_value >= 0",
        "day_in_month": "month is the month of day",
    },
)
