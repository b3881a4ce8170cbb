"""Where the spend of a month ends, against what was planned."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_WIDEST, _NARROWEST = Decimal("0.25"), Decimal("0.01")
"""How far from the plan counts as on it: at the start of the month, and at its end."""


class Pace(StrEnum):
    UNDER = "under"
    ON = "on"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Pacing:
    spent: Decimal
    budget: Decimal
    projected: Decimal
    """At the end of the month, if the days to come cost what the last seven did."""
    ratio: Decimal
    """Projected / budget."""
    daily: Decimal
    """What each day to come may cost for the budget to be met; 0 where it is spent."""
    pace: Pace


def pacing(spent: Decimal, budget: Decimal, elapsed: int, days: int, recent_daily: Decimal) -> Pacing | None:
    """`elapsed` of the `days` of the month are over. None without a budget."""
    if budget <= 0:
        return None
    left = days - elapsed
    projected = spent + recent_daily * left
    ratio = projected / budget
    tolerance = _WIDEST + (_NARROWEST - _WIDEST) * Decimal(elapsed) / days
    pace = Pace.OVER if ratio > 1 + tolerance else Pace.UNDER if ratio < 1 - tolerance else Pace.ON
    daily = max(Decimal(0), budget - spent) / left if left else Decimal(0)
    return Pacing(spent, budget, projected, ratio, daily, pace)
