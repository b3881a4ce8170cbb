"""The answer to « why did it move? », as values that pages, commands, findings and reports read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from comptoir.core.periods import Period
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.words import Look
from comptoir.measure.metrics.api import Metric
from comptoir.measure.tracking.api import Shift

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note


@dataclass(frozen=True, slots=True)
class Factor:
    code: str
    """Stable, such as `own::orders/sessions` or `channel:Amazon:demand_sales`."""
    label: Any
    meaning: Any
    metric: str
    """Of the catalogue, which explains it."""
    look: Look
    before: Decimal
    after: Decimal
    effect: Decimal
    """What it makes of the change, in the unit of the metric; all effects add up to the change exactly."""


@dataclass(frozen=True, slots=True)
class Segment:
    name: str | None
    """As the source writes it; None where it is not known."""
    label: str
    before: Decimal
    after: Decimal
    """Its amount, or its own rate."""
    share_before: Decimal | None
    share_after: Decimal | None
    """Its share of the volume (orders, visits, sales)."""
    volume: Decimal
    mix: Decimal
    rate: Decimal
    effect: Decimal
    """Together the three above; the effects of all segments are the change exactly."""


@dataclass(frozen=True, slots=True)
class Split:
    """The change by the values of one dimension."""

    dimension: str
    label: Any
    volume: str
    """The metric that sizes the segments."""
    segments: tuple[Segment, ...]
    """The largest effect first."""
    telling: tuple[Segment, ...]
    """The few that explain most."""
    surprise: Decimal
    """0 where all segments move alike, up to 1."""
    is_rate: bool
    """The segments' own figures are rates: there is no effect of volume."""
    is_simpson: bool
    """Each segment moves one way and the whole the other."""
    notes: "tuple[Note, ...]" = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    metric: Metric
    period: Period
    compared: Period
    currency: str
    tax: str
    before: Decimal
    after: Decimal
    change: Decimal
    factors: tuple[Factor, ...]
    residual: Decimal
    """What the effects leave of the change before they are rounded, over the change: 0."""
    visits: str
    """`known`, or why they are no factor; see `asking`."""
    coverage: tuple[Decimal, Decimal] | None
    """The share of orders that the audience tool saw, before and after, where it is known."""
    shifts: tuple[Shift, ...]
    """When the measurement is known to have left its level, where it moved between the two periods."""
    splits: "tuple[Split | Inconclusive, ...]"
    """The most telling first."""
    notes: "tuple[Note, ...]"
    snapshot: int | None
    refreshed_at: datetime | None

    @property
    def is_partial(self) -> bool:
        """The figure stands on a part of the sales alone."""
        return any(note.code == "partial" for note in self.notes)

    @property
    def known_splits(self) -> "tuple[Split, ...]":
        return tuple(one for one in self.splits if isinstance(one, Split))


def by_size(factors: Sequence[Factor]) -> list[Factor]:
    return sorted(factors, key=lambda one: -abs(one.effect))
