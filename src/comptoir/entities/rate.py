"""What currencies were worth, as central banks publish it."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import SOURCE

EXCHANGE_RATE = Entity(
    name="exchange_rate",
    meaning="What one unit of a currency was worth in another on a day of quotation. Years of them are few rows.",
    key=("source", "base", "currency", "quoted_on"),
    unit=("source", "base", "currency", "quoted_on"),
    dated=False,
    columns=(
        SOURCE,
        Column("base", Kind.TEXT, "ISO 4217 code of the currency of which one unit is quoted", required=True),
        Column("currency", Kind.TEXT, "ISO 4217 code of the currency in which it is quoted", required=True),
        Column("quoted_on", Kind.DAY, "day of the quotation", required=True),
        Column("rate", Kind.RATE, "units of currency for one unit of base", required=True),
    ),
    invariants={"above_zero": "rate > 0"},
)
