"""Lists of words as people write them: « google, *shop*, paid* ». No pattern can take long. Pure."""

import re
from dataclasses import dataclass, field
from typing import Any, Self

from comptoir.connectors.channels.origin import folded

UNSET = "(none)"
"""The word for: nothing is told."""
ANYTHING = "*"
MOST = 60
LONGEST = 100
_BETWEEN = re.compile(r"[,;\n]")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


class WordsError(ValueError):
    """Words that cannot be meant: `word` is the first."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class Words:
    """One of them is enough. A star at an end stands for anything; case, accents and double spaces do not count."""

    listed: tuple[str, ...]
    """As they are shown, in the order given."""
    _exact: frozenset[str] = field(init=False, repr=False, compare=False)
    _begins: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _holds: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _anything: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exact, begins, ends, holds = set(), [], [], []
        for word in map(folded, self.listed):
            bare = word.strip(ANYTHING)
            if word == UNSET:
                exact.add("")
            elif not bare:
                continue
            elif word.startswith(ANYTHING) and word.endswith(ANYTHING):
                holds.append(bare)
            elif word.startswith(ANYTHING):
                ends.append(bare)
            elif word.endswith(ANYTHING):
                begins.append(bare)
            else:
                exact.add(bare)
        values: dict[str, Any] = {"_exact": frozenset(exact), "_begins": tuple(begins), "_ends": tuple(ends)}
        values |= {"_holds": tuple(holds), "_anything": ANYTHING in self.listed}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @classmethod
    def read(cls, text: str) -> Self:
        """Of what a person types; WordsError names a word that holds a star in its middle, or is too long."""
        found: list[str] = []
        for part in _BETWEEN.split(text):
            word = " ".join(part.split())
            if not word:
                continue
            if len(word) > LONGEST or (word != ANYTHING and ANYTHING in word.strip(ANYTHING)):
                raise WordsError(word)
            if set(word) == {ANYTHING}:
                word = ANYTHING
            if folded(word) not in map(folded, found):
                found.append(word)
        if len(found) > MOST:
            raise WordsError(found[MOST])
        return cls(tuple(found))

    @property
    def text(self) -> str:
        return ", ".join(self.listed)

    def match(self, value: str) -> bool:
        """`value` is folded already."""
        if not value:
            return "" in self._exact
        return (
            self._anything
            or value in self._exact
            or value.startswith(self._begins)
            or value.endswith(self._ends)
            or any(part in value for part in self._holds)
            or (bool(self._exact) and not self._exact.isdisjoint(site_names(value)))
        )


def site_names(value: str) -> tuple[str, ...]:
    """The names by which a site may be meant: of `fr.news.example.com` its own, those of the domains above it, and
    each of its parts. Empty for what is no host."""
    if "." not in value or not _SITE.fullmatch(value):
        return ()
    parts = value.split(".")
    above = tuple(".".join(parts[at:]) for at in range(1, len(parts) - 1))
    return (*above, *parts[:-1])
