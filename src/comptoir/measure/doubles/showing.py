"""What the page of orders known twice shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.engine import Sayings, Verdict
from comptoir.measure.doubles.queries import Doubles, FoundPair, doubles_of, sayings_of
from comptoir.measure.doubles.words import channel_words, reason_words


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two sources of a channel, all parts of them together: a person answers for both."""

    channel: str
    source: str
    other: str
    reasons: tuple[str, ...]
    said: str
    """same, different, or empty: as the figures say."""
    is_open: bool

    @property
    def channel_label(self) -> str:
        return channel_words(self.channel)


@dataclass(frozen=True, slots=True)
class ShownChannel:
    channel: str
    sources: tuple[str, ...]
    master: str
    """The one that counts now."""
    named: str
    """The one that a person has named; empty: by rule."""

    @property
    def label(self) -> str:
        return channel_words(self.channel)


@dataclass(frozen=True, slots=True)
class Shown:
    doubles: Doubles
    pairs: tuple[ShownPair, ...]
    channels: tuple[ShownChannel, ...]

    @property
    def questions(self) -> tuple[ShownPair, ...]:
        return tuple(pair for pair in self.pairs if pair.is_open)


def shown(scope: Scope) -> Shown:
    doubles, sayings = doubles_of(scope), sayings_of(scope)
    return Shown(doubles, tuple(_pairs(doubles.pairs, sayings)), tuple(_channels(doubles.pairs, sayings)))


def _pairs(found: Iterable[FoundPair], sayings: Sayings) -> Iterable[ShownPair]:
    together: dict[tuple[str, str, str], list[FoundPair]] = {}
    for pair in found:
        together.setdefault((pair.channel, pair.source, pair.other), []).append(pair)
    for (channel, source, other), parts in together.items():
        said = sayings.pairs.get((channel, source, other))
        is_open = said is None and any(part.verdict == Verdict.UNSURE for part in parts)
        reasons = tuple(reason_words(part) for part in parts)
        yield ShownPair(channel, source, other, reasons, said.value if said else "", is_open)


def _channels(found: Iterable[FoundPair], sayings: Sayings) -> Iterable[ShownChannel]:
    """Those of which an order is counted once."""
    together: dict[str, list[FoundPair]] = {}
    for pair in found:
        if pair.verdict == Verdict.SAME:
            together.setdefault(pair.channel, []).append(pair)
    for channel, pairs in sorted(together.items()):
        names = sorted({name for pair in pairs for name in (pair.source, pair.other)})
        masters = [pair.master for pair in pairs]
        first = max(names, key=lambda name: (masters.count(name), name))
        yield ShownChannel(channel, tuple(names), first, sayings.masters.get(channel, ""))
