"""Headers of a file set against the columns that layouts know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

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
    series: Mapping[int, str] = field(default_factory=dict)
    """Column -> the series that it is, where each is a row of its own."""

    @property
    def quality(self) -> tuple[int, int]:
        """The more columns it knows the better; of two that know as many, the one that asks for more."""
        return len(self.positions) + len(self.series), sum(one.required for one in self.layout.fields)


def folded(header: str) -> str:
    return _even(header).casefold()


def _even(header: str) -> str:
    """With one kind of space and of apostrophe, its capitals kept."""
    return _SPACES.sub(" ", header.replace("\ufeff", "")).strip().translate(_APOSTROPHES)


def best(headers: Sequence[str], layouts: Iterable[Layout]) -> Match | None:
    """The layout that reads the header best; None where none has all that it needs."""
    tables = (layout for layout in layouts if layout.digest is None)
    names = _Names.of(headers)
    found = [match for layout in tables if (match := _match(names, layout)) is not None]
    return max(found, key=lambda match: match.quality, default=None)


def beside(headers: Sequence[str], match: Match) -> list[Match]:
    """How the layouts that read the same table read it."""
    names = _Names.of(headers)
    found = (_match(names, layout) for layout in match.layout.beside)
    return [one for one in found if one is not None]


def by_lines(lines: Sequence[str], layouts: Iterable[Layout]) -> Match | None:
    """The layout that reads files without a header that begin so."""
    found = next((layout for layout in layouts if layout.digest and layout.digest.knows(lines)), None)
    if found is None:
        return None
    return Match(found, {one.name: at for at, one in enumerate(found.fields)}, {}, {})


def useless(headers: Sequence[str], known: Iterable[Useless]) -> Useless | None:
    names = {folded(header) for header in headers}
    return next(
        (
            one
            for one in known
            if all(any(_folded(name) in names for name in column) for column in one.headers)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The columns of a file, looked at by many layouts."""

    even: Sequence[str]
    first: Mapping[str, int]
    """Name without capitals -> the first column that has it."""

    @classmethod
    def of(cls, headers: Sequence[str]) -> Self:
        even = [_even(header) for header in headers]
        return cls(even, {name.casefold(): at for at, name in reversed(list(enumerate(even)))})

    def place(self, header: str) -> tuple[int, str] | None:
        """The first column of that name, and what stands for the `*` of it."""
        if "*" not in header:
            at = self.first.get(_folded(header))
            return None if at is None else (at, "")
        pattern = _pattern(header)
        found = ((at, pattern.fullmatch(name)) for at, name in enumerate(self.even))
        return next(((at, stood[1].strip()) for at, stood in found if stood is not None), None)


def _match(names: _Names, layout: Layout) -> Match | None:
    positions: dict[str, int] = {}
    captured: dict[str, str] = {}
    under: dict[str, int] = {}
    for one in layout.fields:
        for rank, header in enumerate(one.headers):
            found = names.place(header)
            if found is None or found[0] in positions.values():
                continue
            positions[one.name], under[one.name] = found[0], rank
            if "*" in header:
                captured[one.name] = found[1]
            break
        else:
            if one.required:
                return None
    series = _series(names.even, layout, positions)
    return None if series is None else Match(layout, positions, captured, under, series)


def _series(names: Sequence[str], layout: Layout, positions: Mapping[str, int]) -> dict[int, str] | None:
    """The columns that are series, with their names; None where the layout asks for such and another stands there."""
    if layout.series is None:
        return {}
    taken = set(positions.values())
    others = {
        at: re.fullmatch(layout.series.header, _named(name))
        for at, name in enumerate(names)
        if at not in taken
    }
    found = {at: match[1] for at, match in others.items() if match is not None}
    unknown = [at for at, match in others.items() if match is None and _named(names[at])]
    return found if found and not unknown else None


def _named(name: str) -> str:
    """Without the name that the reader gives to a column that has none."""
    return "" if re.fullmatch(r"column \d+", name) else name


@lru_cache(maxsize=4096)
def _folded(header: str) -> str:
    return folded(header)


@lru_cache(maxsize=4096)
def _pattern(header: str) -> re.Pattern[str]:
    return re.compile(re.escape(_even(header)).replace(r"\*", "(.*)"), re.IGNORECASE)
