"""What a search would bring from a better place: by the site's own clicks at each place, not by somebody's table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_SEARCHES = 20
"""Searches from which the curve of clicks is read; fewer say too little."""
NEAR, FAR = 4.0, 15.0
"""Striking distance: below the first three, still on the first page or just after it."""
AIM = 3.0


@dataclass(frozen=True, slots=True)
class Reach:
    """Clicks that would be won over the same impressions: no interval of chance, but of how far the page comes."""

    low: float
    """One place better."""
    mid: float
    """Half the way to the third place, as places are clicked: the geometric middle."""
    high: float
    """Third."""


def reaches(
    clicks: Sequence[float], impressions: Sequence[float], positions: Sequence[float]
) -> list[Reach | None] | None:
    """For each search in striking distance; None for the others, None for all where the curve cannot be read.

    The curve: log of the click rate = a + b x log of the place, weighted, over all searches. What a search wins is the
    ratio that the curve gives between two places, on the clicks that it has. A curve that does not fall, by twice its
    error, says nothing.
    """
    k, n, place = (np.asarray(column, float) for column in (clicks, impressions, positions))
    read = (k > 0) & (n > 0) & (place >= 1)
    if read.sum() < LEAST_SEARCHES:
        return None
    slope, error = _slope(np.log(place[read]), np.log(k[read] / n[read]), n[read])
    if not slope + 2 * error < 0:
        return None
    return [
        _reach(float(one), float(at), slope) if one > 0 and NEAR <= at <= FAR else None
        for one, at in zip(k, place, strict=True)
    ]


def _reach(clicks: float, place: float, slope: float) -> Reach:
    low, mid, high = (clicks * ((to / place) ** slope - 1) for to in (place - 1, (place * AIM) ** 0.5, AIM))
    return Reach(min(low, mid), mid, high)


def _slope(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> tuple[float, float]:
    """Of a weighted line, with its error. The square root of impressions: a search a hundred times as frequent tells
    the curve ten times as well, for searches differ more than counts vary."""
    w = np.sqrt(weights)
    w = w / w.sum()
    mx, my = float((w * x).sum()), float((w * y).sum())
    spread = float((w * (x - mx) ** 2).sum())
    if spread == 0:
        return 0.0, float("inf")
    slope = float((w * (x - mx) * (y - my)).sum()) / spread
    rest = y - my - slope * (x - mx)
    variance = float((w**2 * (x - mx) ** 2 * rest**2).sum()) / spread**2 * len(x) / (len(x) - 2)
    return slope, float(np.sqrt(variance))
