"""Days that are missing among others that are told. Pure."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]

LEAST_EXPECTED = 8.0
"""Below it chance alone makes a day of nothing once in a while: one in 3,000 at 8."""
_THERE = 0.5
"""Of what is expected of a witness, what says that the day was lived."""


def missing_days(
    actual: Floats,
    expected: Floats,
    witness: tuple[Floats, Floats] | None = None,
    *,
    are_zeros_told: bool = False,
) -> Flags:
    """Days not told although a later one is; and days of nothing where much was expected.

    `witness`: the actual and expected figures of another source, which may vouch that nothing is the truth.
    `are_zeros_told`: a figure of this kind may well be 0 (a budget).
    """
    told = np.flatnonzero(~np.isnan(actual))
    before_last = np.arange(len(actual)) < (told[-1] if len(told) else 0)
    after_first = np.arange(len(actual)) > (told[0] if len(told) else len(actual))
    found = np.isnan(actual) & before_last & after_first
    if not are_zeros_told:
        with np.errstate(invalid="ignore"):
            nothing = (actual == 0) & (expected >= LEAST_EXPECTED)
            vouched = np.zeros(len(actual), bool) if witness is None else witness[0] >= _THERE * witness[1]
        found |= nothing & ~vouched
    return found


def runs(days: Flags) -> list[tuple[int, int]]:
    """First and last places of days in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], days, [False])).astype(int)))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]
