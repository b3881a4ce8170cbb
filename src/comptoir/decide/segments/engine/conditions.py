"""What makes a segment: conditions joined by « and » and « or ».

« Or » binds closer: what stands between two « and » is one group, of which one condition must hold. Each condition can
be turned round, so that everything that logic can say of them can be written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Test(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    LEAST = "least"
    MOST = "most"

    __test__ = False
    """No test of the test suite, whatever its name."""


class Join(StrEnum):
    AND = "and"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Condition:
    field: str
    test: Test
    value: str
    """As it is written and stored."""
    join: Join = Join.AND
    """With what stands before it."""


def groups(conditions: Sequence[Condition]) -> list[list[Condition]]:
    """All groups must hold, of each group one condition."""
    found: list[list[Condition]] = []
    for one in conditions:
        if not found or one.join is Join.AND:
            found.append([])
        found[-1].append(one)
    return found
