"""What is told of each of thousands of groups at once. Pure; heavy: not for start-up."""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]


def middles(groups: Places, values: Floats, count: int) -> Floats:
    """The median of the values of each of `count` groups; `groups` says of which each value is. NaN without any."""
    order = np.lexsort((values, groups))
    found, sizes = values[order], np.bincount(groups, minlength=count)
    told, ends = np.full(count, np.nan), np.cumsum(sizes)
    has = sizes > 0
    starts = ends - sizes
    below, above = (found[starts[has] + half] for half in ((sizes[has] - 1) // 2, sizes[has] // 2))
    told[has] = np.where(below == above, below, (below + above) / 2)
    return told
