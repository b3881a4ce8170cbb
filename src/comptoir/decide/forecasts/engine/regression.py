"""Ridge regression of a daily series on trend, weekday, season and known events. Pure.

Sales move in shares, so the logarithm is regressed where every open day sells; the figure itself where it may be
zero or below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from comptoir.decide.forecasts.engine.design import Design, design, penalties
from comptoir.decide.forecasts.engine.opening import closed_days
from comptoir.decide.forecasts.engine.series import Flags, Floats, Occasion, Series, places_of

_HALF_LIFE = 1000.0
"""Days after which a day counts half: a shop changes."""
_LEVEL_DAYS = 28
_LEVEL_TRUST = 0.3
"""Of what the last weeks lay above or below the line, how much is taken to last."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt, and what it says of every day asked."""

    line: Floats
    """Of every day, past and to come, in the scale of the regression."""
    is_log: bool
    has_floor: bool
    """Nothing of the past lay below 0."""
    closed: Flags
    design: Design
    weights: Floats
    covariance: Floats
    """Of the weights, to say how sure each event's effect is."""
    shift: float
    """What the last weeks lay above or below the line, as far as it is taken to last: added to the days to come."""


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
    gram = (rows * trust[:, None]).T @ rows
    gram[np.diag_indices_from(gram)] += penalties(table, series.days) + 1e-9
    factor = linalg.cho_factor(gram)
    weights = linalg.cho_solve(factor, (rows * trust[:, None]).T @ ((y - mean) / spread)) * spread
    weights[0] += mean
    residuals = y - rows @ weights
    late = age < _LEVEL_DAYS
    shift = _LEVEL_TRUST * float(np.median(residuals[late])) if np.any(late) else 0.0
    noise = float(np.average(residuals**2, weights=trust))
    covariance = noise * linalg.cho_solve(factor, np.eye(len(weights)))
    line = table.columns[:count] @ weights
    line[series.days :] += shift
    for one in known:
        if one.ratio is not None and is_log:
            start, end = places_of(one, series.first, count)
            line[max(start, series.days) : end] += np.log(one.ratio) - weights[table.events[one.code]]
    has_floor = bool(np.all(values[usable] >= 0))
    return Fit(line, is_log, has_floor, closed, table, weights, covariance, shift)


def expected(found: Fit) -> Floats:
    values = np.exp(found.line) if found.is_log else found.line.copy()
    values[found.closed] = 0.0
    if found.has_floor:
        values = np.maximum(values, 0.0)
    return values
