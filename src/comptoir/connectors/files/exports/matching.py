"""Headers of a file set against the columns that layouts know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    found = [match for layout in tables if (match := _match(headers, layout)) is not None]
    return max(found, key=lambda match: match.quality, default=None)


def beside(headers: Sequence[str], match: Match) -> list[Match]:
    """How the layouts that read the same table read it."""
    found = (_match(headers, layout) for layout in match.layout.beside)
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
            if all(any(folded(name) in names for name in column) for column in one.headers)
        ),
        None,
    )


def _match(headers: Sequence[str], layout: Layout) -> Match | None:
    names = [_even(header) for header in headers]
    positions: dict[str, int] = {}
    captured: dict[str, str] = {}
    under: dict[str, int] = {}
    for one in layout.fields:
        for place, header in enumerate(one.headers):
            pattern = _pattern(header)
            at = next((at for at, name in enumerate(names) if pattern.fullmatch(name)), None)
            if at is None or at in positions.values():
                continue
            positions[one.name], under[one.name] = at, place
            if (stood := pattern.fullmatch(names[at])) and stood.groups():
                captured[one.name] = stood[1].strip()
            break
        else:
            if one.required:
                return None
    series = _series(names, layout, positions)
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
def _pattern(header: str) -> re.Pattern[str]:
    return re.compile(re.escape(_even(header)).replace(r"\*", "(.*)"), re.IGNORECASE)
