"""Ridge regression of a daily series on trend, weekday, season and known events. Pure.

Sales move in shares, so the logarithm is regressed where every open day sells; the figure itself where it may be
zero or below. Days far from the line (one order of a wholesaler) count less (Huber).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg

from comptoir.decide.forecasts.engine.design import Design, design, penalties
from comptoir.decide.forecasts.engine.opening import closed_days
from comptoir.decide.forecasts.engine.series import Flags, Floats, Occasion, Series, middle, places_of

_HALF_LIFE = 1000.0
"""Days after which a day counts half: a shop changes."""
_LEVEL_DAYS = 28
_LEVEL_TRUST = 0.3
"""Of what the last weeks lay above or below the line, how much is taken to last."""
_FAR = 2.0
"""Standard deviations from the line beyond which a day counts less."""
_ROUNDS = 2
_TAILS = (0.01, 0.99)


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt, and what it says of every day asked."""

    line: Floats
    """Of every day, past and to come, in the scale of the regression: its middle."""
    is_log: bool
    has_floor: bool
    """Nothing of the past lay below 0."""
    closed: Flags
    design: Design
    weights: Floats
    shift: float
    """What the last weeks lay above or below the line, as far as it is taken to last: added to the days to come."""
    residuals: Floats
    trust: Floats
    """What each day counted in the end."""
    factor: Any
    """Of the equations."""

    # Worked out where they are asked for: the days that are over, thousands of fits, need neither.

    @property
    def to_mean(self) -> float:
        """From the line to the mean, which is what sums are made of; in the same scale."""
        return _to_mean(self.residuals, self.trust) if self.is_log else 0.0

    @property
    def covariance(self) -> Floats:
        """Of the weights, to say how sure each event's effect is."""
        noise = float(np.average(self.residuals**2, weights=self.trust))
        found: Floats = noise * linalg.cho_solve(self.factor, np.eye(len(self.weights)), check_finite=False)
        return found


def fit(
    series: Series,
    horizon: int,
    occasions: Sequence[Occasion],
    *,
    by_events: bool = True,
    table: Design | None = None,
) -> Fit:
    """`table`: the design of these days and more, where it was made before."""
    count = series.days + horizon
    known = occasions if by_events else ()
    closed = closed_days(series, count, known, by_events=by_events)
    values = series.values
    usable = ~np.isnan(values) & ~closed[: series.days]
    is_log = bool(np.all(values[usable] > 0))
    table = table or design(series, count, known)
    y = np.log(values[usable]) if is_log else values[usable]
    rows = table.columns[: series.days][usable]
    age = series.days - 1 - np.flatnonzero(usable)
    trust = 0.5 ** (age / _HALF_LIFE)
    mean = float(np.average(y, weights=trust))
    spread = float(np.sqrt(np.average((y - mean) ** 2, weights=trust))) or 1.0
    weights, factor, trust = _solved(rows, (y - mean) / spread, trust, penalties(table, series.days))
    weights *= spread
    weights[0] += mean
    residuals = y - rows @ weights
    late = age < _LEVEL_DAYS
    shift = _LEVEL_TRUST * middle(residuals[late]) if np.any(late) else 0.0
    line = table.columns[:count] @ weights
    line[series.days :] += shift
    for one in known:
        if one.ratio is not None and is_log:
            start, end = places_of(one, series.first, count)
            line[max(start, series.days) : end] += np.log(one.ratio) - weights[table.events[one.code]]
    has_floor = bool(np.all(values[usable] >= 0))
    return Fit(line, is_log, has_floor, closed, table, weights, shift, residuals, trust, factor)


def _solved(rows: Floats, y: Floats, trust: Floats, held: Floats) -> tuple[Floats, Any, Floats]:
    """The weights, the factor of their equations, and what each day counted in the end."""
    diagonal = np.diag_indices(rows.shape[1])
    whole, whole_aim = (rows * trust[:, None]).T @ rows, rows.T @ (trust * y)
    whole[diagonal] += held + 1e-9
    gram, aim, counted = whole, whole_aim, trust
    for left in range(_ROUNDS, -1, -1):
        factor = linalg.cho_factor(gram, check_finite=False)
        weights: Floats = linalg.cho_solve(factor, aim, check_finite=False)
        if not left:
            break
        gaps = np.abs(y - rows @ weights)
        far = _FAR * 1.4826 * middle(gaps)
        if not far:
            gram, aim, counted = whole, whole_aim, trust
            continue
        counted = trust * np.minimum(1.0, far / np.maximum(gaps, 1e-9))
        # A few days are far: what they count less is taken off, instead of adding up all days anew.
        light = np.flatnonzero(gaps > far)
        few, less = rows[light], (trust - counted)[light]
        gram, aim = whole - (few * less[:, None]).T @ few, whole_aim - few.T @ (less * y[light])
    return weights, factor, counted


def _to_mean(residuals: Floats, trust: Floats) -> float:
    """Smearing, tails cut."""
    cut = np.clip(residuals, *np.quantile(residuals, _TAILS))
    return float(np.log(np.average(np.exp(cut), weights=trust)))


def expected(found: Fit) -> Floats:
    values = np.exp(found.line + found.to_mean) if found.is_log else found.line.copy()
    values[found.closed] = 0.0
    if found.has_floor:
        values = np.maximum(values, 0.0)
    return values
