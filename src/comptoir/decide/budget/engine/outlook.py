"""Where a month ends: what is over, what is forecast of sales and advertising, and the other lines at their own rate.

The interval follows those of the two forecasts: a margin errs as its share of the sales, and advertising beside it, as
if both erred against each other at once. It is thus at least as wide as it must be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from comptoir.core.spreading import CENT
from comptoir.decide.budget.engine.account import NOTHING, summed
from comptoir.decide.budget.engine.lines import LEFT_OUT, RUNNING, STEPS, TOTALS, Amounts, Line


class Method(StrEnum):
    OVER = "over"
    FORECAST = "forecast"
    RATE = "rate"
    """As a share of net sales over the last 91 days."""
    TYPED = "typed"
    """As typed for the month, else for the last month that is."""
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Pace:
    """How the lines follow net sales."""

    shares: Mapping[Line, Decimal]
    """Of net sales, over the last days known; a line that is not there is unknown."""
    running: Mapping[Line, Decimal] = field(default_factory=dict)
    """What people, tools and agencies cost in the last month typed."""

    @classmethod
    def of(cls, recent: Amounts, running: Mapping[Line, Decimal]) -> "Pace | None":
        """From the account of the last days; None where nothing was sold."""
        sales = recent.get(Line.NET_SALES)
        if sales is None or sales <= 0:
            return None
        shares = {line: value / sales for line, value in recent.items() if value is not None}
        return cls(shares, running)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is forecast of the days of a month that are to come."""

    sales: Decimal
    ads: Decimal | None
    """None where advertising is not forecast: it then follows sales."""


def rest(ahead: Ahead, pace: Pace, typed: Amounts) -> Amounts:
    """The days to come as an account that adds up. `typed`: what is still to come of people, tools and agencies."""
    found: dict[Line, Decimal | None] = {Line.NET_SALES: _cents(ahead.sales)}
    for step in STEPS:
        above = found.get(step.above)
        if step.above is Line.GROSS_SALES:
            taken = {line: _cents(pace.shares.get(line, NOTHING) * ahead.sales) for line in step.taken}
            found |= {**taken, step.above: _cents(ahead.sales) + sum(taken.values(), NOTHING)}
        elif step.taken == RUNNING:
            known = {line: value for line in RUNNING if (value := typed.get(line)) is not None}
            found |= known
            if above is not None and known:
                found[step.total] = above - sum(known.values(), NOTHING)
        elif above is not None and step.total in pace.shares:
            cents = {
                line: _cents(pace.shares[line] * ahead.sales)
                for line in step.all_taken
                if line in pace.shares
            }
            if ahead.ads is not None and Line.AD_SPEND in step.taken:
                cents[Line.AD_SPEND] = _cents(ahead.ads)
            found |= {**cents, step.total: above - sum(cents.values(), NOTHING)}
    return found


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def landed(done: Amounts, coming: Amounts) -> Amounts:
    """What is over and what is to come; a line whose days to come are unknown has no landing."""
    found: dict[Line, Decimal | None] = {}
    for line in Line:
        one, other = done.get(line), coming.get(line)
        is_foreseen = other is not None or line in (*LEFT_OUT, *RUNNING)
        if is_foreseen and (one is not None or other is not None):
            found[line] = (one or NOTHING) + (other or NOTHING)
    return found


def landed_sum(over: Sequence[Amounts], ahead: Sequence[Amounts]) -> Amounts:
    """Months as one: a line that a month to come lacks has no landing, though others have it."""
    found = dict(summed([*over, *ahead]))
    lacking = {line for month in ahead for line in found if month.get(line) is None and line not in LEFT_OUT}
    return {line: value for line, value in found.items() if line not in lacking}


def widths(pace: Pace, sales: Decimal, ads: Decimal | None) -> Mapping[Line, Decimal]:
    """Half the interval of each line, from those of the forecasts of sales and, where there is one, advertising."""
    errs: dict[Line, Decimal] = {Line.NET_SALES: Decimal(1)}
    beside: dict[Line, Decimal] = {}
    for step in STEPS:
        if step.above is Line.GROSS_SALES:
            errs |= {line: pace.shares.get(line, NOTHING) for line in step.taken}
            errs[step.above] = 1 + sum((errs[line] for line in step.taken), NOTHING)
            continue
        taken = () if step.taken == RUNNING else step.all_taken
        follows = {line: pace.shares.get(line, NOTHING) for line in taken}
        if ads is not None and Line.AD_SPEND in follows:
            follows[Line.AD_SPEND], beside[Line.AD_SPEND] = NOTHING, ads
        errs |= follows
        errs[step.total] = errs.get(step.above, NOTHING) - sum(follows.values(), NOTHING)
        beside[step.total] = beside.get(step.above, NOTHING) + sum(
            (beside.get(line, NOTHING) for line in taken), NOTHING
        )
    return {line: _cents(abs(err) * sales + beside.get(line, NOTHING)) for line, err in errs.items()}


def method_of(line: Line, *, is_over: bool, are_ads_forecast: bool) -> Method:
    if is_over:
        return Method.OVER
    if line in RUNNING:
        return Method.TYPED
    if line is Line.NET_SALES or (line is Line.AD_SPEND and are_ads_forecast):
        return Method.FORECAST
    return Method.TOTAL if line in TOTALS or line is Line.GROSS_SALES else Method.RATE
