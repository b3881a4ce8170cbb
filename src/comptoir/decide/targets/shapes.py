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
    """Actual / what of the target falls on the days that are over."""
    of_whole: float | None
    """Actual / the target of the whole month."""
    landing: Landing | None
    reason: Any = ""
    """Why there is no landing."""
