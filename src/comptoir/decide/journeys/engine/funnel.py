"""Steps of a visit: how many reach each, and where a segment loses most. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    count: int
    of_all: float | None
    """Share of the visits."""
    of_previous: float | None
    lost: int
    """Of the step before, those that went no further; 0 where a tool counts more here than there."""


def steps(counts: Sequence[tuple[str, int]]) -> list[Step]:
    found = []
    before = counts[0][1] if counts else 0
    first = before
    for name, count in counts:
        found.append(
            Step(
                name,
                count,
                count / first if first else None,
                count / before if before else None,
                max(before - count, 0),
            )
        )
        before = count
    return found


@dataclass(frozen=True, slots=True)
class Weakest:
    place: int
    """Of the step that fewer reach than elsewhere."""
    lost: float
    """Purchases that it would have with the rate of all at this step, everything else as it is."""


def weakest(own: Sequence[int], whole: Sequence[int]) -> Weakest | None:
    """Where a segment loses most against the whole; None where it loses nowhere, or has nothing to compare."""
    best: Weakest | None = None
    for place in range(1, len(own)):
        if not own[place - 1] or not whole[place - 1] or not own[place]:
            continue
        here, usual = own[place] / own[place - 1], whole[place] / whole[place - 1]
        lost = own[-1] * (usual / here - 1)
        if usual > here and (best is None or lost > best.lost):
            best = Weakest(place, lost)
    return best
