"""The door of ways to purchase: the funnel, and the visits before orders. It loads heavy libraries at first use."""

from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.api import Query

if TYPE_CHECKING:
    from comptoir.core.periods import Period
    from comptoir.decide.journeys.funnels import Funnel
    from comptoir.decide.journeys.ways import Ways

__all__ = ["Funnel", "Ways", "funnel", "ways"]


def funnel(scope: Scope, asked: Query) -> "Funnel | None":
    """Visits step by step over the days asked and those compared, of the best source there is; None without any."""
    from comptoir.decide.journeys import funnels  # noqa: PLC0415 - heavy library, kept out of start-up

    return funnels.funnel(scope, asked)


def ways(scope: Scope, period: "Period", snapshot: int | None = None) -> "Ways | None":
    """The visits before the orders of the period; None where no visit can be followed to an order."""
    from comptoir.decide.journeys import ways as room  # noqa: PLC0415 - heavy library, kept out of start-up

    return room.ways(scope, period, snapshot)
