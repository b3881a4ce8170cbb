"""Which of many looks show something: the false discovery rate over all that was looked at, in one night.

Benjamini and Hochberg's procedure, weighted so that each analysis has the same share of the errors allowed, whether it
looks at five carriers or at 20,000 products (Genovese, Roeder and Wasserman 2006). Where there is nothing to find at
all, the chance that anything is called a finding is the rate itself.
"""

from collections import Counter
from collections.abc import Sequence

RATE = 0.05
"""Of the findings shown, the share that may be chance."""


def adjusted(families: Sequence[str], p_values: Sequence[float]) -> list[float]:
    """The smallest false discovery rate at which each look would count, in the order given.

    `families`: the analysis of each look. Those of every analysis are compared together.
    """
    sizes = Counter(families)
    total, of_families = len(families), len(sizes)
    weighted = [p * of_families * sizes[family] / total for family, p in zip(families, p_values, strict=True)]
    order = sorted(range(total), key=weighted.__getitem__)
    found, least = [1.0] * total, 1.0
    for rank in range(total, 0, -1):
        place = order[rank - 1]
        least = min(least, weighted[place] * total / rank)
        found[place] = least
    return found
