"""The door of forecasts: what the coming days of a metric will be, with an interval, and where a period ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.forms import ChoiceForm
from comptoir.decide.forecasts.metrics import checked, forecastable
from comptoir.decide.forecasts.parts import largest_parts, suggested_parts

__all__ = [
    "Asked",
    "Backtested",
    "ChoiceForm",
    "DayByDay",
    "EffectShown",
    "ForecastDay",
    "Judgement",
    "Landing",
    "NoForecast",
    "Prediction",
    "RatioAsked",
    "checked",
    "day_by_day",
    "forecast_json",
    "forecast_of",
    "forecastable",
    "judge",
    "landing_of",
    "largest_parts",
    "ratio_landing_of",
    "suggested_parts",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One series: a metric, of the company or of a part of it."""

    metric: str
    at: date
    """The last day that may be read."""
    where: tuple[tuple[str, str], ...] = ()
    tax: str | None = None


@dataclass(frozen=True, slots=True)
class ForecastDay:
    day: date
    expected: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class EffectShown:
    """What an event does to a day of the metric: 0.3 is 30 % more than without it."""

    code: str
    name: str
    share: float
    low80: float
    high80: float
    days_seen: int
    is_chosen: bool
    next_day: date | None
    """When it comes next, within a year."""


@dataclass(frozen=True, slots=True)
class Backtested:
    windows: int
    relative_error: float
    mase: float
    covered80: float
    covered95: float
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Prediction:
    metric: str
    snapshot: int | None
    tax: str
    currency: str | None
    first: date
    """The first day learnt from."""
    last: date
    """The last day known: forecasts begin the day after."""
    model: str
    days: tuple[ForecastDay, ...]
    actual: tuple[float | None, ...]
    """From `first` to `last`."""
    effects: tuple[EffectShown, ...]
    backtest: Backtested
    sum_errors: tuple[tuple[float, ...], ...]
    """For one day ahead, two, and so on: how far the sums of each window were off, as shares of what was expected."""
    origins: tuple[date, ...]
    """The first day of each window."""
    method: str = "conformal"


@dataclass(frozen=True, slots=True)
class NoForecast:
    """No answer, and the sentence that says why."""

    code: str
    text: Any


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a month or a year ends: what is over, and what is forecast of the rest."""

    start: date
    end: date
    actual: float
    """Of the days that are over."""
    expected: float
    low80: float
    high80: float
    chance: float | None
    """Of reaching the target, where one was given."""
    method: str = "student_rolling"


@dataclass(frozen=True, slots=True)
class RatioAsked:
    """What to make of the two sides of a ratio."""

    scale: int = 1
    target: float | None = None
    is_most: bool = False
    """The target is not to be passed, as a cost."""


@dataclass(frozen=True, slots=True)
class DayByDay:
    """Days that are over, each beside what was to be expected of it on the evening before."""

    actual: tuple[float, ...]
    """nan where the day is missing, or of an incident."""
    expected: tuple[float, ...]
    """nan where the days before tell nothing: too few, or an event that never was before."""
    near_events: tuple[bool, ...]
    """Days on which an event of the calendar begins or ends, and those around: there forecasts err more."""


class Judgement(StrEnum):
    """Green or red only when the figure leaves the 80 % interval of its forecast."""

    GOOD = "good"
    BAD = "bad"
    USUAL = "usual"


def forecast_of(scope: Scope, asked: Asked, horizon: int = 28) -> Prediction | NoForecast:
    """The coming days, from the facts dated `asked.at` or before. Kept for each snapshot."""
    from comptoir.decide.forecasts import queries  # noqa: PLC0415 - heavy library, kept out of start-up

    return queries.forecast_of(scope, asked, horizon)


def forecast_json(
    scope: Scope, asked: Asked, horizon: int = 28, by: str = "", *, is_tested: bool = False
) -> dict[str, Any]:
    """As commands and programs answer it; a series for each of the largest values of `by`."""
    from comptoir.decide.forecasts import telling  # noqa: PLC0415 - imports this module

    return telling.forecast_json(scope, asked, horizon, by, is_tested=is_tested)


def landing_of(found: Prediction, start: date, end: date, target: float | None = None) -> Landing | None:
    """Where the period ends; None where the forecast does not reach its end."""
    from comptoir.decide.forecasts import queries  # noqa: PLC0415 - heavy library, kept out of start-up

    return queries.landing_of(found, start, end, target)


def ratio_landing_of(
    sides: tuple[Prediction, Prediction], start: date, end: date, asked: RatioAsked
) -> Landing | None:
    """Where a ratio ends, from the forecasts of what stands above and below its line; None where these cannot say."""
    from comptoir.decide.forecasts import queries  # noqa: PLC0415 - heavy library, kept out of start-up

    return queries.ratio_landing_of(sides, start, end, asked)


def day_by_day(
    scope: Scope, metric: str, period: Period, series: Sequence[Sequence[float]], days: int
) -> list[DayByDay]:
    """The last `days` days of several series of one metric, each a figure a day of the period, nan where it is missing.

    Nothing after a day takes part in what was expected of it. Days before the first figure are of no shop yet.
    """
    from comptoir.decide.forecasts import daily  # noqa: PLC0415 - heavy library, kept out of start-up

    return daily.day_by_day(scope, metric, period, series, days)


def judge(value: float, low80: float, high80: float, *, good_when_up: bool) -> Judgement:
    """Whether a figure left its interval, and whether that is good for the business."""
    if low80 <= value <= high80:
        return Judgement.USUAL
    return Judgement.GOOD if (value > high80) is good_when_up else Judgement.BAD
