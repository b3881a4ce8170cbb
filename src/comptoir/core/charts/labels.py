"""Where the labels above a chart stand, so that none overlaps another: in one row, else in rows above. Pure.

A chart does not know how wide it will be drawn; its labels are laid out twice, for a narrow place and for a wide one.
"""

from collections.abc import Sequence

NARROWEST, WIDE = 250, 520
"""Pixels between the axis and the right edge: on a phone, and from where the wide layout holds."""
LONGEST = 96
"""Pixels after which a label is cut."""
ROW = 13
"""Pixels from one row to the next."""
MOST_ROWS = 3
HIDDEN = -1
_LETTER, _GAP = 6.2, 5.0
"""A wide letter at the size of these labels, and what parts two of them."""


def rows_of(places: Sequence[float], labels: Sequence[str], width: float) -> list[int]:
    """For each label, centred at its share of the width, from the left: the lowest row with room for it; `HIDDEN` where
    none has."""
    found, taken = [], [float("-inf")] * MOST_ROWS
    for place, label in zip(places, labels, strict=True):
        half = min(LONGEST, len(label) * _LETTER) / 2
        start, end = place * width - half, place * width + half
        row = next((one for one in range(MOST_ROWS) if taken[one] + _GAP <= start), HIDDEN)
        if row != HIDDEN:
            taken[row] = end
        found.append(row)
    return found
