"""What each analysis is called, what it says, and what may be done about it. Light: pages read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from comptoir.core.ledger.api import ActionKind


class Written(StrEnum):
    """How a number of a sentence is written."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    CHANCE = "chance"
    """Of 1: told in chances of a hundred, never none and never all."""
    MONEY = "money"
    CENTS = "cents"
    PRODUCT = "product"
    CHANNEL = "channel"
    WEEKDAY = "weekday"
    DAY = "day"
    MONTH = "month"
    METRIC = "metric"
    OF_METRIC = "of_metric"
    """An amount of the metric that the finding's `metric` names."""
    SEGMENT = "segment"
    """A value of the dimension that the finding's `dimension` names."""
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Kind:
    """One analysis. Its sentences take the numbers of a finding by name; `variant` chooses among titles."""

    code: str
    label: Promise
    question: Promise
    titles: Mapping[str, Promise]
    how: Promise
    """How the money was computed, with the numbers."""
    hypothesis: Promise
    """What an action should change, and why."""
    metric: str
    """What it should move."""
    actions: tuple[ActionKind, ...]
    """The first is what the button proposes."""
    written: Mapping[str, Written]
    """Of the numbers that are not plain text."""
    lasts: int
    """Days after which a finding that nobody has seen again is no longer shown."""
    needs: Promise
    """What has to be loaded before it can look."""
    is_range: bool = False
    """Its low and high are bounds that somebody chose, not an interval of chance."""
