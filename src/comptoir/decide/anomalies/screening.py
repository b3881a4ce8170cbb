"""Which of a day's series show something: the false discovery rate over all that is looked at. Light."""

from typing import TYPE_CHECKING

from comptoir.decide.findings.api import RATE, adjusted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["RATE", "rates_of"]


def rates_of(
    day: "NDArray[np.float64]", week: "NDArray[np.float64]", wholes: "Sequence[bool]"
) -> "NDArray[np.float64]":
    """For each series, the smallest rate at which its day or its week would count; 1 where neither is judged.

    The whole shop and its parts, by the day and by the week, have the same share of the errors allowed each: six
    figures of the whole do not drown among fifty parts.
    """
    import numpy as np  # noqa: PLC0415 - heavy library, kept out of start-up

    rare = np.concatenate([day, week])
    families = [f"{'whole' if whole else 'part'} {span}" for span in ("day", "week") for whole in wholes]
    known = np.flatnonzero(~np.isnan(rare))
    found = np.ones(len(rare))
    found[known] = adjusted([families[place] for place in known], rare[known].tolist())
    return np.minimum(*np.split(found, 2))
