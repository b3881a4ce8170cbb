"""Which exports a file holds."""

import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from comptoir.connectors.base import Layout, Useless
from comptoir.connectors.files.exports import logs, matching
from comptoir.connectors.files.exports.matching import Match
from comptoir.connectors.files.exports.sections import Section, sections
from comptoir.connectors.files.packing import Kind

_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a file that a layout reads."""

    section: Section
    match: Match
    first_day: date | None = None
    last_day: date | None = None
    """The period that the lines above the table state."""

    @property
    def layout(self) -> Layout:
        return self.match.layout

    @property
    def language(self) -> str:
        """By the names under which its columns were found: French ones stand first, English ones last."""
        votes = Counter[str]()
        for one in self.layout.fields:
            if one.name in self.match.names and len({matching.folded(name) for name in one.headers}) > 1:
                place = self.match.names[one.name]
                votes += Counter({"fr": place == 0, "en": place == len(one.headers) - 1})
        return votes.most_common(1)[0][0] if votes else ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is in a file. `useless`: tables that are known and cannot be facts."""

    found: tuple[Found, ...] = ()
    useless: tuple[Useless, ...] = ()
    aside: tuple[Found, ...] = ()
    """Tables left aside: another table of the same file says the same in more detail."""


@contextmanager
def recognised(path: Path, layouts: Sequence[Layout], known: Sequence[Useless]) -> Iterator[Recognised]:
    """What the file holds; its parts lie in a folder that goes with the context.

    InputError where the file is damaged, no table, or passes the bounds.
    """

    def is_known(headers: Sequence[str]) -> bool:
        return matching.best(headers, layouts) is not None or matching.useless(headers, known) is not None

    with tempfile.TemporaryDirectory(prefix="comptoir-export-") as folder:
        found: list[Found] = []
        useless: list[Useless] = []
        for section in sections(path, Path(folder), is_known):
            match = matching.best(section.shape.headers, layouts)
            if match is not None:
                every = (match, *matching.beside(section.shape.headers, match))
                found += [Found(section, one, *_period(section.before)) for one in every]
            elif (one := matching.useless(section.shape.headers, known)) is not None:
                useless.append(one)
        if not (found or useless) and (log := logs.known(path, Path(folder), layouts)) is not None:
            found.append(Found(*log))
        kept = _one_each(found)
        aside = tuple(one for one in found if one not in kept)
        yield Recognised(tuple(_with_period(kept)), tuple(useless), aside)


def _one_each(found: list[Found]) -> list[Found]:
    """Of several tables of the same facts in one file the one that knows the most: they would replace each other.
    The files of a zip are all read: they may be the months of a year."""
    best: dict[tuple[str, str], Found] = {}
    for one in found:
        name = (one.section.member, one.layout.name)
        if name not in best or one.match.quality > best[name].match.quality:
            best[name] = one
    return list(best.values())


def _with_period(found: list[Found]) -> Iterator[Found]:
    """Tables without a day of their own take the period of one beside them that has days (Search Console's zip)."""
    spans = [span for one in found if (span := _days_of(one)) is not None]
    for one in found:
        if one.layout.needs_period and one.first_day is None and spans:
            yield Found(
                one.section, one.match, min(first for first, _ in spans), max(last for _, last in spans)
            )
        else:
            yield one


def _days_of(found: Found) -> tuple[date, date] | None:
    """First and last day of a table that has days."""
    shape = found.section.shape
    if "day" not in found.match.positions or shape.kind is not Kind.CSV or found.section.logs:
        return None
    at = found.match.positions["day"]
    with shape.path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(islice(lines, shape.skipped + 1, None), delimiter=shape.delimiter)
        days = _days([row[at] for row in rows if at < len(row)])
    return (min(days), max(days)) if days else None


def _period(before: Sequence[str]) -> tuple[date | None, date | None]:
    days = _days(before)
    return (min(days), max(days)) if days else (None, None)


def _days(texts: Sequence[str]) -> list[date]:
    found = []
    for text in texts:
        for year, month, day in _DAY.findall(text):
            try:
                found.append(date(int(year), int(month), int(day)))
            except ValueError:
                continue
    return found
