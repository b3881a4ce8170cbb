"""What an engine says where it has no answer."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    FEW_CUSTOMERS = "few_customers"
    FEW_REPEATS = "few_repeats"
    NO_FIT = "no_fit"
    """The likelihood has no maximum that could be found."""
    NO_MEAN = "no_mean"
    """Values of purchases spread so widely that the model has no average (q at most 1)."""
    SHORT_HISTORY = "short_history"
    NO_SALES = "no_sales"
    """Nothing was sold in the year before, or no customer is known."""


@dataclass(frozen=True, slots=True)
class Inconclusive:
    """No answer, and why."""

    reason: Why
    needed: int = 0
    """How many customers or days would do, where that is known."""
    found: int = 0
