"""A figure far below those of its peers: the margin of one product among its category."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import student_cdf

LEAST_PEERS = 7
LEAST_SPREAD = 0.02
"""Two points: margins closer together than that are the same to a buyer."""
_MEDIAN = np.pi / 2
"""How much less surely a median tells the middle than a mean does."""
_TOLD = 0.37
"""How much of what a standard deviation tells of the spread the median distance tells: its efficiency, which makes the
law's tail as heavy as it is."""
_NORMAL = 1.4826
"""Median distance from the median of a normal: 1 / 1.4826 of its standard deviation."""


@dataclass(frozen=True, slots=True)
class Below:
    value: float
    usual: float
    """The median of the peers."""
    low: float
    """Their lower quartile."""
    high: float
    """Their upper quartile."""
    p_value: float
    """The chance of a value so low, by Student's law around the median with the peers' own spread."""


def below_peers(values: Sequence[float]) -> list[Below | None]:
    """Each value against the others; None where there are fewer than seven of them."""
    all_values = np.asarray(values, float)
    return [_below(value, np.delete(all_values, place)) for place, value in enumerate(all_values)]


def _below(value: float, peers: NDArray[np.float64]) -> Below | None:
    if len(peers) < LEAST_PEERS:
        return None
    usual = float(np.median(peers))
    spread = max(LEAST_SPREAD, _NORMAL * float(np.median(np.abs(peers - usual))))
    low, high = (float(np.quantile(peers, share)) for share in (0.25, 0.75))
    far = (value - usual) / (spread * np.sqrt(1 + _MEDIAN / len(peers)))
    return Below(float(value), usual, low, high, student_cdf(far, _TOLD * (len(peers) - 1)))
