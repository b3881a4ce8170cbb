"""What selling costs month after month whatever is sold: people, tools, agencies. Typed, and spread over days. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.core.periods import Period, month_end
from comptoir.core.spreading import spread


class RunningKind(StrEnum):
    PEOPLE = "people"
    TOOLS = "tools"
    AGENCIES = "agencies"


@dataclass(frozen=True, slots=True)
class MonthlyCost:
    """What a kind cost in a month, without tax."""

    kind: RunningKind
    month: date
    """Its first day."""
    amount: Decimal
    currency: str

    @property
    def days(self) -> Period:
        return Period(self.month, month_end(self.month))


type RunningCosts = tuple[MonthlyCost, ...]


def by_day(costs: Iterable[MonthlyCost]) -> Iterator[tuple[MonthlyCost, date, Decimal]]:
    """Each month in days as equal as cents allow, which make exactly the month."""
    for one in costs:
        parts = spread(one.amount, [Decimal(1)] * one.days.days)
        yield from ((one, day, part) for day, part in zip(one.days, parts, strict=True))
