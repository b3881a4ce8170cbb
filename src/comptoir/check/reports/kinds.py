"""What a kind of report is. Light: its parts are loaded when one is built."""

from dataclasses import dataclass
from typing import Any

from comptoir.core.periods import Grain


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a kind. Its key stays what it is: what people chose of a report is kept by it."""

    key: str
    title: Any
    question: Any
    """Answered by the part, below its title."""
    builder: str
    """`module:function` of `building`, from `Asked` to blocks."""


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    label: Any
    """Stands above the report."""
    meaning: Any
    """Whom it is for and what it says, where one is chosen."""
    grain: Grain
    """Of a week or of a month: the last one that is over."""
    parts: tuple[PartOf, ...]
    brief: int = 3
    """The first parts, which a mail shows."""
