"""What the page of rules shows: each kind with its rules, the one that wins first, and where each stands today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.measure.costs.engine import CostKind, CostRule, Rules, in_order
from comptoir.measure.costs.words import KIND_QUESTIONS, KIND_WORDS, amount_words, days_words, scope_words

_STATES = {"now": _("in effect"), "later": _("to come"), "ended": _("ended"), "replaced": _("replaced")}


@dataclass(frozen=True, slots=True)
class ListedRule:
    rule: CostRule
    scope: str
    amount: str
    days: str
    state: str

    @property
    def state_words(self) -> Any:
        return _STATES[self.state]


@dataclass(frozen=True, slots=True)
class ListedKind:
    kind: CostKind
    label: Any
    question: Any
    rules: tuple[ListedRule, ...]


def listed(rules: Rules, today: date) -> list[ListedKind]:
    return [
        ListedKind(kind, KIND_WORDS[kind], KIND_QUESTIONS[kind], tuple(_listed(in_order(rules, kind), today)))
        for kind in CostKind
    ]


def _listed(rules: Rules, today: date) -> Iterator[ListedRule]:
    taken: set[tuple[str, ...]] = set()
    for rule in rules:
        yield ListedRule(
            rule, scope_words(rule), amount_words(rule), days_words(rule), _state(rule, today, taken)
        )


def _state(rule: CostRule, today: date, taken: set[tuple[str, ...]]) -> str:
    """Replaced: a later rule for the same orders holds today; `taken` gathers those that hold."""
    if rule.valid_from > today:
        return "later"
    if not rule.holds_on(today):
        return "ended"
    same = (*rule.scope, rule.currency)
    if same in taken:
        return "replaced"
    taken.add(same)
    return "now"
