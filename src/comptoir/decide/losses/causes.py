"""What else moved when a segment began to lose: the causes that facts can prove, each with its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from comptoir.core.ledger.api import ActionKind
from comptoir.core.periods import Period
from comptoir.decide.losses.engine import RECENT_DAYS, stands_out

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts

SPANS = 5
"""The last 14 days and the four times as many before them."""


class Cause(StrEnum):
    STOCK = "stock"
    PAYMENT = "payment"
    PRICE = "price"
    PAGE = "page"
    """None of the others: the step itself is to be looked at."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A figure that would explain a loss if it moved."""

    cause: Cause
    metric: str
    is_bad_up: bool
    steps: tuple[int, ...] = ()
    """From the last one: the steps before which it makes visits stop; empty for any."""


SIGNS = (
    Sign(Cause.STOCK, "stockout_rate", True),
    Sign(Cause.PAYMENT, "payment_refusal_rate", True, (1,)),
    Sign(Cause.PRICE, "discount_rate", False),
)
ANSWERS: Mapping[Cause, ActionKind] = {
    Cause.STOCK: ActionKind.REORDER,
    Cause.PAYMENT: ActionKind.FIX_PAYMENT,
    Cause.PRICE: ActionKind.REPRICE,
    Cause.PAGE: ActionKind.OTHER,
}
EFFORT_DAYS: Mapping[Cause, Decimal] = {
    Cause.STOCK: Decimal("0.5"),
    Cause.PAYMENT: Decimal("0.5"),
    Cause.PRICE: Decimal("0.5"),
    Cause.PAGE: Decimal(2),
}
"""A first guess, to be corrected in the plan."""


@dataclass(frozen=True, slots=True)
class Proof:
    sign: Sign
    before: Decimal
    """Mean of the four times 14 days before."""
    now: Decimal


@dataclass(frozen=True, slots=True)
class Signs:
    moved: tuple[Proof, ...]
    """Worse in the last 14 days than in each of the four times as many before."""
    steady: tuple[Sign, ...]
    unknown: tuple[Sign, ...]
    """No source tells."""


def signs(facts: "Facts") -> Signs:
    """Of the whole shop: these figures are not known by channel or device."""
    moved, steady, unknown = [], [], []
    for sign in SIGNS:
        values = [_value(facts, sign.metric, period) for period in spans(facts.day)]
        if any(value is None for value in values):
            unknown.append(sign)
        elif stands_out([float(value or 0) for value in values], is_bad_up=sign.is_bad_up):
            known = [value for value in values if value is not None]
            moved.append(Proof(sign, sum(known[:-1], Decimal(0)) / (SPANS - 1), known[-1]))
        else:
            steady.append(sign)
    return Signs(tuple(moved), tuple(steady), tuple(unknown))


def spans(day: date) -> Sequence[Period]:
    """The earliest first."""
    ends = [day - timedelta(days=RECENT_DAYS * back) for back in reversed(range(SPANS))]
    return [Period(end - timedelta(days=RECENT_DAYS - 1), end) for end in ends]


def _value(facts: "Facts", metric: str, period: Period) -> Decimal | None:
    found = facts.loosely((metric,), period).total.values.get(metric)
    return None if found is None else Decimal(found)


def probable(found: Signs, step: int | None, steps: int) -> tuple[Cause, tuple[Proof, ...]]:
    """The first sign that could stop visits before this step; else the step itself."""
    fitting = tuple(
        one
        for one in found.moved
        if not one.sign.steps or (step is not None and steps - step in one.sign.steps)
    )
    return (fitting[0].sign.cause, fitting) if fitting else (Cause.PAGE, ())
