"""The door of ways to purchase: the funnel, and the visits before orders. It loads heavy libraries at first use."""

from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import told_evening
from comptoir.measure.metrics.api import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comptoir.core.periods import Period
    from comptoir.decide.journeys.funnels import Funnel
    from comptoir.decide.journeys.ways import Ways

__all__ = ["PARTS", "Funnel", "Ways", "funnel", "journeys_json", "ways"]

PARTS = ("steps", "segments", "paths", "credit")


def funnel(scope: Scope, asked: Query) -> "Funnel | None":
    """Visits step by step over the days asked and those compared, of the best source there is; None without any."""
    from comptoir.decide.journeys import funnels  # noqa: PLC0415 - heavy library, kept out of start-up

    return funnels.funnel(scope, asked)


def ways(scope: Scope, period: "Period", snapshot: int | None = None) -> "Ways | None":
    """The visits before the orders of the period; None where no visit can be followed to an order."""
    from comptoir.decide.journeys import ways as room  # noqa: PLC0415 - heavy library, kept out of start-up

    return room.ways(scope, period, snapshot)


def journeys_json(scope: Scope, part: str, asked: "Mapping[str, str]") -> dict[str, Any]:
    """One of `PARTS` as commands and programs answer it, of the days that an address asks for (`from`, `to`, `compare`,
    `tax`, `by`); steps and segments come together. ConflictError where nothing is loaded."""
    from comptoir.decide.journeys import telling  # noqa: PLC0415 - heavy library, kept out of start-up

    told_evening(scope, None)
    return telling.told(scope, part, asked)
