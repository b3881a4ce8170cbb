"""Targets and progress, as they are handed about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.decide.forecasts.api import Landing


@dataclass(frozen=True, slots=True)
class Place:
    """What targets are set for: a metric, of the company or of a part of it."""

    metric: str = "net_sales"
    dimension: str = ""
    part: str = ""

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        return ((self.dimension, self.part),) if self.dimension else ()


@dataclass(frozen=True, slots=True)
class Target:
    place: Place
    month: date
    """Its first day."""
    value: Decimal
    """In the unit of the metric: 0.025 where people type 2.5 %."""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A month on its way."""

    month: date
    last: date
    """The last day counted."""
    actual: float
    target: Decimal | None
    share_of_target: float | None
    """Actual / what of the target falls on the days that are over; of a ratio, actual / target."""
    of_whole: float | None
    """Actual / the target of the whole month; none of a ratio."""
    landing: Landing | None
    reason: Any = ""
    """Why there is no landing."""
    is_known: bool = True
    """Whether `actual` is a figure: a ratio may have nothing to divide by yet."""

    @property
    def missed(self) -> float | None:
        """The landing against the target: -0.1 is a tenth short of it."""
        if self.landing is None or not self.target:
            return None
        return self.landing.expected / float(self.target) - 1

    @property
    def points_apart(self) -> bool:
        """Whether progress, which goes by last year's days, and landing, which goes by the forecast, disagree."""
        if self.share_of_target is None or self.missed is None or self.of_whole is None:
            return False
        return (self.share_of_target >= 1) is not (self.missed >= 0)
