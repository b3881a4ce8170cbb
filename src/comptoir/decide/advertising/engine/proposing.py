"""What may be done with a campaign's budget, the limit that stops it, and what it may bring.

Nobody knows what a credited sale would have been without the ad. So an effect is a range between two truths: none of
the credited sales is caused, and all of them are. Only a test narrows it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from comptoir.decide.advertising.engine.earning import earned

MOST_STEP = Decimal("0.20")
_NOTHING = Decimal(0)


class Move(StrEnum):
    TEST = "test"
    RAISE = "raise"
    LOWER = "lower"
    SHIFT = "move"
    """A part of the budget goes to another campaign."""
    HOLD = "hold"


class Limit(StrEnum):
    STEP = "step"
    """A larger step was asked: cut to 20 %."""
    UNCALIBRATED = "uncalibrated"
    """Only credited: no budget is moved to or from it; a raise is no more than a bet."""
    RUNNING_OUT = "running_out"
    LOSES = "loses"
    """Even if it caused every credited sale."""
    NOT_HELD_BACK = "not_held_back"
    """It loses no impression for want of budget: more of it buys nothing."""
    UNKNOWN_CREDIT = "unknown_credit"
    UNKNOWN_MARGIN = "unknown_margin"
    UNKNOWN_STOCK = "unknown_stock"
    UNCERTAIN = "uncertain"
    """The test's interval holds the break-even."""


STOPPING = frozenset(
    {Limit.RUNNING_OUT, Limit.LOSES, Limit.NOT_HELD_BACK, Limit.UNKNOWN_CREDIT, Limit.UNKNOWN_MARGIN}
)
"""Of a raise. What is uncalibrated stops a move too."""


@dataclass(frozen=True, slots=True)
class Caused:
    """Net sales that one unit of spend caused, as a test measured them."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal
    mid: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Campaign:
    """Amounts of 30 days, without tax."""

    spend: Decimal
    sales: Decimal | None
    """Credited, after returns; None where nobody tells."""
    rate: Decimal | None
    """Of contribution margin 2."""
    caused: Caused | None = None
    """None: only credited."""
    lost_to_budget: Decimal | None = None
    """Share of impressions; None: not told."""
    cover_days: Decimal | None = None
    """Of the stock that it pushes; None: not known."""
    delay_days: int = 21

    @property
    def is_running_out(self) -> bool:
        return self.cover_days is not None and self.cover_days < self.delay_days

    @property
    def result(self) -> Decimal | None:
        """Margin on the credited sales, less the spend."""
        if self.sales is None or self.rate is None:
            return None
        return earned(self.spend, self.sales, self.rate)


@dataclass(frozen=True, slots=True)
class Proposal:
    move: Move
    step: Decimal
    """Share of the budget, always above 0; 0 for a test and where nothing is to be done."""
    limits: tuple[Limit, ...]
    is_stopped: bool
    effect: Range | None
    """Over 30 days, in contribution margin 2 less spend; None where it cannot be told."""


def proposed(campaign: Campaign) -> Proposal:
    """The default: test what is only credited; move by a step what a test has measured."""
    unknown = _unknown(campaign)
    if unknown:
        return Proposal(Move.HOLD, _NOTHING, unknown, False, None)
    if campaign.caused is None:
        return Proposal(Move.TEST, _NOTHING, (Limit.UNCALIBRATED,), False, _worth_of_test(campaign))
    low, high = (ratio * _rate(campaign) for ratio in (campaign.caused.low, campaign.caused.high))
    if low <= 1 <= high:
        return Proposal(Move.HOLD, _NOTHING, (Limit.UNCERTAIN,), False, None)
    wish = judged(campaign, MOST_STEP if low > 1 else -MOST_STEP)
    return Proposal(Move.HOLD, _NOTHING, wish.limits, False, None) if wish.is_stopped else wish


def judged(campaign: Campaign, step: Decimal, to: Campaign | None = None) -> Proposal:
    """What a person asks for: `step` above 0 raises, below 0 lowers; with `to`, that part goes over to it."""
    size = min(abs(step), MOST_STEP)
    limits = [Limit.STEP] if abs(step) > MOST_STEP else []
    if to is not None:
        return _shifted(campaign, to, size, limits)
    if step < 0:
        limits += _unknown(campaign)
        return Proposal(Move.LOWER, size, tuple(limits), False, _lowered(campaign, size))
    limits += _against_raise(campaign)
    stopped = bool(STOPPING & set(limits))
    return Proposal(Move.RAISE, size, tuple(limits), stopped, None if stopped else _raised(campaign, size))


def _shifted(campaign: Campaign, to: Campaign, size: Decimal, limits: list[Limit]) -> Proposal:
    found = {*_unknown(campaign), *_against_raise(to)}
    if campaign.caused is None or to.caused is None:
        found.add(Limit.UNCALIBRATED)
    stopped = bool((STOPPING | {Limit.UNCALIBRATED}) & found)
    effect = None
    if not stopped:
        # What leaves one campaign, as much money in the other.
        lowered, raised = _lowered(campaign, size), _raised(to, size * campaign.spend / (to.spend or 1))
        effect = (
            lowered
            and raised
            and Range(lowered.low + raised.low, lowered.mid + raised.mid, lowered.high + raised.high)
        )
    ordered = [limit for limit in Limit if limit in found]
    return Proposal(Move.SHIFT, size, (*limits, *ordered), stopped, effect)


def _unknown(campaign: Campaign) -> tuple[Limit, ...]:
    found = []
    if campaign.sales is None and campaign.caused is None:
        found.append(Limit.UNKNOWN_CREDIT)
    if campaign.rate is None:
        found.append(Limit.UNKNOWN_MARGIN)
    return tuple(found)


def _against_raise(campaign: Campaign) -> list[Limit]:
    found = list(_unknown(campaign))
    if campaign.caused is None and not found:
        found.append(Limit.UNCALIBRATED)
    if campaign.is_running_out:
        found.append(Limit.RUNNING_OUT)
    if campaign.cover_days is None:
        found.append(Limit.UNKNOWN_STOCK)
    if campaign.lost_to_budget is not None and campaign.lost_to_budget <= 0:
        found.append(Limit.NOT_HELD_BACK)
    if campaign.caused is None and campaign.result is not None and campaign.result < 0:
        found.append(Limit.LOSES)
    return found


def _rate(campaign: Campaign) -> Decimal:
    return campaign.rate if campaign.rate is not None else _NOTHING


def _margins(campaign: Campaign) -> tuple[Decimal, Decimal] | None:
    """The least and the most of margin that the whole spend may cause."""
    if campaign.rate is None:
        return None
    if campaign.caused is not None:
        return (
            campaign.caused.low * campaign.spend * campaign.rate,
            campaign.caused.high * campaign.spend * campaign.rate,
        )
    if campaign.sales is None:
        return None
    credited = max(_NOTHING, campaign.sales * campaign.rate)
    return _NOTHING, credited


def _lowered(campaign: Campaign, size: Decimal) -> Range | None:
    margins = _margins(campaign)
    if margins is None:
        return None
    return _range(*(size * (campaign.spend - margin) for margin in margins))


def _raised(campaign: Campaign, size: Decimal) -> Range | None:
    margins = _margins(campaign)
    if margins is None:
        return None
    return _range(*(size * (margin - campaign.spend) for margin in margins))


def _worth_of_test(campaign: Campaign) -> Range | None:
    """What the step that a test allows may bring: nothing where the truth is the break-even, at most the step saved
    where nothing is caused, or the step earned where everything is."""
    margins = _margins(campaign)
    if margins is None:
        return None
    most = MOST_STEP * max(campaign.spend - margins[0], margins[1] - campaign.spend)
    return Range(_NOTHING, most / 2, most)


def _range(one: Decimal, other: Decimal) -> Range:
    return Range(min(one, other), (one + other) / 2, max(one, other))
