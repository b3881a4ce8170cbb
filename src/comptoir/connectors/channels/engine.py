"""Which channel an origin is of: the company's rules of the day, then those that every company begins with. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from comptoir.connectors.channels.origin import FIELDS, Origin, folded
from comptoir.connectors.channels.words import Words

OTHER = "other"
_KNOWN_MOST = 50_000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Each field that it names must be one of its words, from the first day to the last, both included."""

    channel: str
    conditions: Mapping[str, Words] = field(default_factory=dict)
    """Field of FIELDS -> words. In whatever order: all of them must hold."""
    valid_from: date | None = None
    """None: since ever."""
    valid_to: date | None = None
    """None while it goes on."""
    note: str = ""
    id: int = 0

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def meets(self, values: Mapping[str, str]) -> bool:
        """`values`: folded, by field."""
        return all(words.match(values[name]) for name, words in self.conditions.items())


type ChannelRules = tuple[ChannelRule, ...]


class Channels:
    """The rules that hold for a company, first match first."""

    def __init__(self, own: Iterable[ChannelRule] = (), defaults: Iterable[ChannelRule] = ()) -> None:
        self.own, self.defaults = tuple(own), tuple(defaults)
        self._edges = sorted(
            {rule.valid_from for rule in self.own if rule.valid_from is not None}
            | {
                rule.valid_to + _DAY
                for rule in self.own
                if rule.valid_to is not None and rule.valid_to < date.max
            }
        )
        self._known: dict[tuple[int, Origin], ChannelRule | None] = {}

    @property
    def edges(self) -> tuple[date, ...]:
        """The days on which another set of rules begins."""
        return tuple(self._edges)

    def span_of(self, day: date) -> int:
        """How many edges lie before the day, or on it: within a span the same rules hold."""
        return sum(edge <= day for edge in self._edges)

    def day_of(self, span: int) -> date:
        """A day of the span."""
        return self._edges[span - 1] if span else date.min

    def rule_for(self, origin: Origin, day: date) -> ChannelRule | None:
        """The first rule that is met; None where none speaks of such an origin."""
        key = self.span_of(day), origin
        if key not in self._known:
            if len(self._known) >= _KNOWN_MOST:
                self._known.clear()
            self._known[key] = self._found(origin, day)
        return self._known[key]

    def channel_of(self, origin: Origin, day: date, *, keeps_words: bool = False) -> str:
        """Empty where nothing is known of the origin. What no rule speaks of is « other »; with `keeps_words` a
        channel that a shop names itself keeps its name."""
        if not origin.is_known:
            return ""
        rule = self.rule_for(origin, day)
        if rule is not None:
            return rule.channel
        return origin.said if keeps_words and origin.said else OTHER

    def state(self) -> str:
        """A word that changes when any origin may come to be of another channel."""
        told = repr([[_told(rule) for rule in rules] for rules in (self.own, self.defaults)])
        return sha256(told.encode()).hexdigest()[:16]

    def _found(self, origin: Origin, day: date) -> ChannelRule | None:
        values = dict(zip(FIELDS, map(folded, origin.values), strict=True))
        for rule in self.own:
            if rule.holds_on(day) and rule.meets(values):
                return rule
        return next((rule for rule in self.defaults if rule.meets(values)), None)


def _told(rule: ChannelRule) -> tuple[Any, ...]:
    """What decides, and nothing else: notes and numbers do not. Words in any order mean the same."""
    conditions = sorted((name, tuple(sorted(map(folded, w.listed)))) for name, w in rule.conditions.items())
    return rule.channel, tuple(conditions), rule.valid_from, rule.valid_to
