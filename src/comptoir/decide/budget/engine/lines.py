"""The lines of the account, from gross sales to what is left once the team is paid. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Line(StrEnum):
    GROSS_SALES = "gross_sales"
    DISCOUNTS = "discounts"
    RETURNS = "returns"
    NET_SALES = "net_sales"
    COGS = "cogs"
    UNKNOWN_COST = "unknown_cost"
    """Net sales of lines whose cost of goods is unknown: they are in no margin."""
    GROSS_MARGIN = "gross_margin"
    LOGISTICS = "logistics"
    PAYMENT = "payment"
    MARKETPLACE = "marketplace"
    UNKNOWN_FEES = "unknown_fees"
    """Gross margin of orders of which a cost of selling is unknown."""
    CM2 = "cm2"
    AD_SPEND = "ad_spend"
    AFFILIATION = "affiliation"
    UNKNOWN_ADS = "unknown_ads"
    """Margin of days of which advertising says nothing."""
    CM3 = "cm3"
    PEOPLE = "people"
    TOOLS = "tools"
    AGENCIES = "agencies"
    UNTYPED = "untyped"
    """Margin of months whose people, tools and agencies are not typed."""
    RESULT = "result"


type Amounts = Mapping[Line, Decimal | None]
"""What each line holds; unknown where it is none, or not there."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one total to the next: what is taken off, and what is left out because it is not known."""

    above: Line
    taken: tuple[Line, ...]
    total: Line
    left_out: Line | None = None

    @property
    def all_taken(self) -> tuple[Line, ...]:
        return (*self.taken, self.left_out) if self.left_out else self.taken


STEPS = (
    Step(Line.GROSS_SALES, (Line.DISCOUNTS, Line.RETURNS), Line.NET_SALES),
    Step(Line.NET_SALES, (Line.COGS,), Line.GROSS_MARGIN, Line.UNKNOWN_COST),
    Step(
        Line.GROSS_MARGIN,
        (Line.LOGISTICS, Line.PAYMENT, Line.MARKETPLACE),
        Line.CM2,
        Line.UNKNOWN_FEES,
    ),
    Step(Line.CM2, (Line.AD_SPEND, Line.AFFILIATION), Line.CM3, Line.UNKNOWN_ADS),
    Step(Line.CM3, (Line.PEOPLE, Line.TOOLS, Line.AGENCIES), Line.RESULT, Line.UNTYPED),
)
TOTALS = tuple(step.total for step in STEPS)
TAKEN = tuple(line for step in STEPS for line in step.all_taken)
"""Positive amounts that are subtracted."""
RUNNING = STEPS[-1].taken
LEFT_OUT = tuple(step.left_out for step in STEPS if step.left_out)
TYPED = tuple(line for line in Line if line not in (*LEFT_OUT, *TOTALS) or line is Line.NET_SALES)
"""What a budget may say: every line that is not worked out; and net sales, where no line of theirs is budgeted."""


def known(values: Amounts, lines: tuple[Line, ...]) -> Iterator[Decimal]:
    return (value for line in lines if (value := values.get(line)) is not None)
