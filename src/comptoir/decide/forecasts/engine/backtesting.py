"""How right earlier forecasts would have been. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.forecasts.engine.intervals import LEVELS, bounds, errors_of, to_judge
from comptoir.decide.forecasts.engine.rolling import LEAST_WINDOWS, Window, mean_error


@dataclass(frozen=True, slots=True)
class Backtest:
    windows: int
    relative_error: float
    """Mean error of the model's forecasts / that of last week's figures taken again. Below 1 is better than those."""
    mase: float
    """Mean error / the error of one week ahead within the days before."""
    covered: tuple[float, ...]
    """For each level, the share of days that its interval held, each window judged by the others."""
    is_enough: bool
    """Whether as many windows were tried as honest intervals need."""


def backtest_of(tried: Sequence[Window], *, is_naive: bool) -> Backtest:
    last_week = mean_error(tried, is_naive=True)
    mine = mean_error(tried, is_naive=is_naive)
    return Backtest(
        windows=len(tried),
        relative_error=mine / last_week if last_week else float("nan"),
        mase=_mean([_mase(one, is_naive=is_naive) for one in tried]),
        covered=tuple(_covered(tried, level, is_naive=is_naive) for level in LEVELS),
        is_enough=len(tried) >= LEAST_WINDOWS,
    )


def _mean(values: list[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return sum(known) / len(known) if known else float("nan")


def _mase(one: Window, *, is_naive: bool) -> float:
    wanted = one.naive if is_naive else one.ridge
    return float(np.nanmean(np.abs(one.actual - wanted))) / one.scale if one.scale else float("nan")


def _covered(tried: Sequence[Window], level: float, *, is_naive: bool) -> float:
    """No window takes part in the interval that it is judged by."""
    if len(tried) < 2:
        return float("nan")
    held = []
    for place, one in enumerate(tried):
        errors = errors_of([*tried[:place], *tried[place + 1 :]], is_naive=is_naive)
        wanted = one.naive if is_naive else one.ridge
        low, high = bounds(wanted, errors.daily, level, is_share=errors.is_share, closed=one.closed)
        told = to_judge(one, is_naive=is_naive)
        held.append(((one.actual >= low) & (one.actual <= high))[told])
    return float(np.mean(np.concatenate(held)))
