"""Who is in a segment, and how many two segments share."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from comptoir.decide.segments.engine.conditions import Condition, Test, groups

type Mask = NDArray[np.bool_]


def members(conditions: Sequence[Condition], answer: Callable[[Condition], Mask], size: int) -> Mask:
    """`answer` says of each customer whether a condition holds, as if `is_not` were `is`."""
    inside = np.ones(size, dtype=np.bool_)
    for group in groups(conditions):
        either = np.zeros(size, dtype=np.bool_)
        for one in group:
            mask = answer(one)
            either |= ~mask if one.test is Test.IS_NOT else mask
        inside &= either
    return inside


def shared(masks: Sequence[Mask]) -> NDArray[np.int64]:
    """How many customers each two segments have in common; on the diagonal how many each has."""
    if not masks:
        return np.zeros((0, 0), dtype=np.int64)
    # Sums of floats of 53 digits are exact far beyond any number of customers, and quicker than those of integers.
    whole = np.array(masks, dtype=np.float64)
    both: NDArray[np.int64] = np.rint(np.matmul(whole, whole.T)).astype(np.int64)
    return both
