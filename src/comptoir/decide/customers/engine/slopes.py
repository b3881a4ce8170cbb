"""Where a likelihood has its maximum, and how sure it is: from its value and its slope."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from comptoir.decide.customers.engine.purchases import Floats

type Slope = Callable[[Floats], tuple[float, Floats]]
"""Minus the mean log-likelihood of a customer and its slope, by the logarithms of the parameters."""

ENOUGH = 12_000
"""Customers that lead near enough to the maximum; all of them are asked for the last steps only."""
_STEP = 1e-4
_FLAT = 1e-9
_LEVEL = 1e-7
_LAST_STEPS = 12
_NONE: Floats = np.zeros((0, 0))


@dataclass(frozen=True, slots=True)
class Maximum:
    logs: Floats
    lowest: float
    """Minus the mean log-likelihood there."""
    covariance: Floats
    """Of the logarithms. A direction that the data do not tell varies by a factor of e, no further."""


def dot(one: Floats, other: Floats) -> float:
    """Their product summed in this thread: a library that shares it out among threads takes ten times the CPU."""
    return float(np.einsum("i,i->", one, other))


def maximum(
    whole: Slope, size: int, sample: Slope | None, starts: Sequence[Sequence[float]], widest: float
) -> Maximum | None:
    """Parameters between e^-widest and e^widest. With a sample the first steps are taken on it."""
    first = _descended(sample or whole, [np.log(start) for start in starts], widest)
    if first is None:
        return None
    curved = _curvature(sample or whole, first.logs)
    if sample is not None:
        found = None if curved is None else _stepped(whole, first.logs, curved, widest)
        first = found or _descended(whole, [first.logs], widest) or first
        curved = curved if found else _curvature(whole, first.logs)
    return Maximum(first.logs, first.lowest, _covariance(curved, size, len(first.logs)))


def _covariance(curved: Floats | None, size: int, count: int) -> Floats:
    if curved is None:
        return np.eye(count)
    values, vectors = np.linalg.eigh(curved * size)
    spread = 1 / np.maximum(values, 1.0)
    found: Floats = (vectors * spread) @ vectors.T
    return found


def _descended(slope: Slope, starts: Sequence[Floats], widest: float) -> Maximum | None:
    best: Maximum | None = None
    for start in starts:
        found = minimize(
            slope,
            start,
            jac=True,
            method="L-BFGS-B",
            bounds=[(-widest, widest)] * len(start),
            options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7},
        )
        if np.isfinite(found.fun) and (best is None or found.fun < best.lowest - _LEVEL):
            best = Maximum(found.x, float(found.fun), _NONE)
        if best is not None and np.abs(best.logs).max() < widest - 1e-3:
            break
    return best


def _stepped(slope: Slope, logs: Floats, curved: Floats, widest: float) -> Maximum | None:
    """Newton's steps with the curvature of the sample, hardly another than that of all."""
    if not _is_sure(curved):
        return None
    for _step in range(_LAST_STEPS):
        value, steep = slope(logs)
        if not np.isfinite(value):
            return None
        if np.abs(steep).max() < _LEVEL:
            return Maximum(logs, value, _NONE)
        logs = logs - np.linalg.solve(curved, steep)
        if np.abs(logs).max() >= widest:
            return None
    return None


def _curvature(slope: Slope, best: Floats) -> Floats | None:
    size = len(best)
    curved = np.empty((size, size))
    for place in range(size):
        moved = np.zeros(size)
        moved[place] = _STEP
        curved[place] = (slope(best + moved)[1] - slope(best - moved)[1]) / (2 * _STEP)
    curved = (curved + curved.T) / 2
    return curved if np.isfinite(curved).all() else None


def _is_sure(curved: Floats) -> bool:
    """Whether it curves in every direction, so that a step leads towards the maximum."""
    return bool(np.linalg.eigvalsh(curved).min() > _FLAT)
