"""Lines of orders as the courses of prices: see `reading.charged`. Heavy: not for start-up."""

import numpy as np
import pyarrow as pa

from comptoir.core.groups import middles
from comptoir.measure.reading.charged import Courses

_EPOCH = 719_163
"""Of the first of January 1970: the engine counts from there, dates from the first day of the year 1."""
_TEN_THOUSANDTHS = 1e4
"""Prices are told to four places, halves away from nothing, as the engine rounds."""


def courses_of(lines: pa.Table | None) -> Courses:
    """By item and day the middle of the prices that were offered to all; days without any are missing."""
    if lines is None or not lines.num_rows:
        nothing = np.zeros(0, np.int64)
        return Courses((), nothing, nothing, nothing.astype(float), nothing.astype(float))
    names = lines["sku"].combine_chunks().dictionary_encode()
    items = names.indices.to_numpy().astype(np.int64)
    days = lines["day"].cast(pa.int32()).to_numpy().astype(np.int64) + _EPOCH
    prices, units = (lines[name].to_numpy() for name in ("price", "units"))
    public = lines["is_public"].to_numpy()
    # One number a pair, in order of item, then of day.
    span = int(days.max()) + 1
    pairs, place = np.unique(items * span + days, return_inverse=True)
    sold = np.bincount(place, units, len(pairs))
    middle = middles(place[public], prices[public], len(pairs))
    told = ~np.isnan(middle)
    scaled = middle[told] * _TEN_THOUSANDTHS
    return Courses(
        tuple(names.dictionary.to_pylist()),
        pairs[told] // span,
        pairs[told] % span,
        np.trunc(scaled + np.copysign(0.5, scaled)) / _TEN_THOUSANDTHS,
        sold[told],
    )
