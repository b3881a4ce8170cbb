"""Headers of a file set against the columns that layouts know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comptoir.connectors.base import Layout, Useless

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


@dataclass(frozen=True, slots=True)
class Match:
    """How a layout reads a header."""

    layout: Layout
    positions: Mapping[str, int]
    """Field -> column."""
    captured: Mapping[str, str]
    names: Mapping[str, int]
    """Field -> which of its headers it was found under."""

    @property
    def quality(self) -> tuple[int, int]:
        """The more columns it knows the better; of two that know as many, the one that asks for more."""
        return len(self.positions), sum(field.required for field in self.layout.fields)


def folded(header: str) -> str:
    return _even(header).casefold()


def _even(header: str) -> str:
    """With one kind of space and of apostrophe, its capitals kept."""
    return _SPACES.sub(" ", header.replace("\ufeff", "")).strip().translate(_APOSTROPHES)


def best(headers: Sequence[str], layouts: Iterable[Layout]) -> Match | None:
    """The layout that reads the header best; None where none has all that it needs."""
    found = [match for layout in layouts if (match := _match(headers, layout)) is not None]
    return max(found, key=lambda match: match.quality, default=None)


def useless(headers: Sequence[str], known: Iterable[Useless]) -> Useless | None:
    names = {folded(header) for header in headers}
    return next(
        (
            one
            for one in known
            if all(any(folded(name) in names for name in column) for column in one.headers)
        ),
        None,
    )


def _match(headers: Sequence[str], layout: Layout) -> Match | None:
    names = [_even(header) for header in headers]
    positions: dict[str, int] = {}
    captured: dict[str, str] = {}
    under: dict[str, int] = {}
    for field in layout.fields:
        for place, header in enumerate(field.headers):
            pattern = _pattern(header)
            at = next((at for at, name in enumerate(names) if pattern.fullmatch(name)), None)
            if at is None or at in positions.values():
                continue
            positions[field.name], under[field.name] = at, place
            if (stood := pattern.fullmatch(names[at])) and stood.groups():
                captured[field.name] = stood[1].strip()
            break
        else:
            if field.required:
                return None
    return Match(layout, positions, captured, under)


@lru_cache(maxsize=4096)
def _pattern(header: str) -> re.Pattern[str]:
    return re.compile(re.escape(_even(header)).replace(r"\*", "(.*)"), re.IGNORECASE)
