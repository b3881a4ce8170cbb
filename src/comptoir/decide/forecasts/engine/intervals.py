"""Intervals from the errors of earlier forecasts (split conformal): no shape of the noise is supposed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.forecasts.engine.rolling import Window
from comptoir.decide.forecasts.engine.series import Flags, Floats

LEVELS = (0.80, 0.95)
METHOD = "conformal"
_HAS_SHARES = 0.95


@dataclass(frozen=True, slots=True)
class Errors:
    """How far earlier forecasts were from what came: shares of the forecast, or amounts where it may be 0."""

    daily: Floats
    is_share: bool


def errors_of(found: Sequence[Window], *, is_naive: bool) -> Errors:
    actual = np.concatenate([one.actual for one in found])
    wanted = np.concatenate([one.naive if is_naive else one.ridge for one in found])
    open_days = np.concatenate([to_judge(one, is_naive=is_naive) for one in found])
    # A forecast of nothing has no share of itself: where such days are many, errors are amounts.
    is_share = bool(np.mean(wanted[open_days] > 0) >= _HAS_SHARES) and bool(np.all(actual[open_days] >= 0))
    told = open_days & (wanted > 0) if is_share else open_days
    gaps = actual[told] - wanted[told]
    return Errors(gaps / wanted[told] if is_share else gaps, is_share)


def to_judge(one: Window, *, is_naive: bool) -> Flags:
    """Days that prove something: a closed day that was known to be closed does not."""
    wanted = one.naive if is_naive else one.ridge
    told: Flags = ~np.isnan(one.actual) & ~(one.closed & (wanted == 0) & (one.actual == 0))
    return told


def errors_of_sums(found: Sequence[Window], days: int, *, is_naive: bool) -> tuple[float, ...]:
    """How far the first `days` of each window together were from what was expected of them, as shares of it."""
    errors = []
    for one in found:
        wanted = (one.naive if is_naive else one.ridge)[:days]
        told = ~np.isnan(one.actual[:days])
        whole = float(np.sum(wanted[told]))
        if whole:
            errors.append(float(np.sum(one.actual[:days][told]) - whole) / abs(whole))
    return tuple(errors)


def bounds(
    values: Floats, errors: Floats, level: float, *, is_share: bool, closed: Flags | None = None
) -> tuple[Floats, Floats]:
    """Below and above which one of `1 - level` of the errors lay, on both sides together; nothing on closed days."""
    low, high = _quantiles(errors, level)
    scale = np.abs(values) if is_share else np.ones(len(values))
    if closed is not None:
        scale = np.where(closed & (values == 0), 0.0, scale)
    lower, upper = values + scale * min(low, 0.0), values + scale * max(high, 0.0)
    return (np.maximum(lower, 0.0) if is_share else lower), upper


def _quantiles(errors: Floats, level: float) -> tuple[float, float]:
    """With the correction for few errors: the next rank outwards, the outermost where there is none."""
    ordered = np.sort(errors)
    count = len(ordered)
    rank = min(int(np.ceil((count + 1) * (1 + level) / 2)), count)
    return float(ordered[count - rank]), float(ordered[rank - 1])
